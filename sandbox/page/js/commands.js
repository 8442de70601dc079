// @ts-check
// The bot's commands as a flat list, in the person's language, and how one is found by typing.

export const KIND = { chat: 1, user: 2, message: 3 };
export const OPTION = {
  subcommand: 1, group: 2, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, attachment: 11,
};

/**
 * @typedef {object} Entry
 * @property {any} command
 * @property {string} name "event submit"
 * @property {string} localName "evenement indienen"
 * @property {string} description
 * @property {any[]} options
 */

/** @param {any} thing @param {string} locale */
export const localName = (thing, locale) => thing.name_localizations?.[locale] ?? thing.name;

/** @param {any} thing @param {string} locale */
export const localDescription = (thing, locale) => thing.description_localizations?.[locale] ?? thing.description ?? "";

/** @param {any[]} commands @param {string} locale @returns {Entry[]} every chat command, subcommands by their whole path */
export function flatten(commands, locale) {
  /** @type {Entry[]} */
  const out = [];
  const walk = (/** @type {any} */ command, /** @type {any} */ part, /** @type {string[]} */ path, /** @type {string[]} */ localPath) => {
    const options = part.options ?? [];
    const below = options.filter((/** @type {any} */ option) => option.type <= OPTION.group);
    if (!below.length) {
      out.push({
        command,
        name: path.join(" "),
        localName: localPath.join(" "),
        description: localDescription(part, locale),
        options,
      });
    }
    for (const option of below) walk(command, option, [...path, option.name], [...localPath, localName(option, locale)]);
  };
  for (const command of commands) {
    if ((command.type ?? KIND.chat) === KIND.chat) walk(command, command, [command.name], [localName(command, locale)]);
  }
  return out.sort((a, b) => a.localName.localeCompare(b.localName, locale));
}

/** @param {any[]} commands @param {number} kind the context menus for messages or for people */
export const menusOf = (commands, kind) => commands.filter((command) => command.type === kind);

/**
 * Best first: the name begins so, a word of it begins so, it stands in the description.
 * @param {Entry[]} entries @param {string} typed without the slash
 */
export function search(entries, typed) {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, " ");
  const rank = (/** @type {Entry} */ entry) => {
    const names = [entry.localName.toLowerCase(), entry.name.toLowerCase()];
    if (names.some((name) => name.startsWith(wanted))) return 0;
    if (names.some((name) => name.split(/[\s-]/).some((word) => word.startsWith(wanted)))) return 1;
    if (names.some((name) => name.includes(wanted))) return 2;
    return entry.description.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return entries
    .map((entry) => ({ entry, at: rank(entry) }))
    .filter(({ at }) => at < 4)
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

/** @param {Entry[]} entries @param {string} name as in a mention or as somebody remembers it */
export const byName = (entries, name) => entries.find((entry) => entry.name === name || entry.localName === name) ?? null;
