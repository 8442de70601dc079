// @ts-check
// Discord's Markdown, read into a tree. What the tree looks like on the page is markdown-view.js.

/**
 * @typedef {{kind: string, text?: string, children?: Node[], items?: Node[][], url?: string, id?: string,
 *   level?: number, ordered?: boolean, start?: number, style?: string, language?: string}} Node
 */

const DEEPEST = 8;
const LIST = /^(\s*)([-*]|\d{1,9}\.)\s+(.*)$/;

/** @param {string} source @returns {Node[]} */
export function parse(source) {
  const out = [];
  const fence = /```(?:([\w+.#-]*)\n)?([\s\S]+?)```/g;
  let from = 0;
  for (const match of source.matchAll(fence)) {
    out.push(...blocks(source.slice(from, match.index)));
    out.push({ kind: "block-code", text: match[2].replace(/^\n|\n$/g, ""), language: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  out.push(...blocks(source.slice(from)));
  return out;
}

/** @param {string} source @param {boolean} [quoted] @returns {Node[]} */
function blocks(source, quoted = false) {
  const lines = source.replace(/^\n+|\n+$/g, "").split("\n");
  /** @type {Node[]} */
  const out = [];
  /** @type {string[]} */
  let paragraph = [];
  const flush = () => {
    if (paragraph.some((line) => line.trim())) {
      out.push({ kind: "paragraph", children: inline(paragraph.join("\n")) });
    }
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const heading = /^(#{1,3})\s+(.+)$/.exec(line);
    const small = /^-#\s+(.+)$/.exec(line);
    if (heading) {
      flush();
      out.push({ kind: "heading", level: heading[1].length, children: inline(heading[2]) });
    } else if (small) {
      flush();
      out.push({ kind: "small", children: inline(small[1]) });
    } else if (!quoted && line.startsWith(">>> ")) {
      flush();
      const rest = [line.slice(4), ...lines.slice(at + 1)].join("\n");
      out.push({ kind: "quote", children: blocks(rest, true) });
      return out;
    } else if (!quoted && /^> /.test(line)) {
      flush();
      const inside = [];
      while (at < lines.length && /^>( |$)/.test(lines[at])) inside.push(lines[at++].slice(2));
      at -= 1;
      out.push({ kind: "quote", children: blocks(inside.join("\n"), true) });
    } else if (LIST.test(line)) {
      flush();
      const rows = [];
      while (at < lines.length && LIST.test(lines[at])) rows.push(lines[at++]);
      at -= 1;
      out.push(list(rows));
    } else {
      paragraph.push(line);
    }
  }
  flush();
  return out;
}

/** @param {string[]} rows @returns {Node} */
function list(rows) {
  const [, , bullet] = /** @type {RegExpExecArray} */ (LIST.exec(rows[0]));
  const base = indent(rows[0]);
  /** @type {Node[][]} */
  const items = [];
  for (let at = 0; at < rows.length; at += 1) {
    const [, , , text] = /** @type {RegExpExecArray} */ (LIST.exec(rows[at]));
    const nested = [];
    while (at + 1 < rows.length && indent(rows[at + 1]) > base) nested.push(rows[++at]);
    items.push([...inline(text), ...(nested.length ? [list(nested)] : [])]);
  }
  const ordered = /\d/.test(bullet);
  return { kind: "list", ordered, start: ordered ? parseInt(bullet, 10) : undefined, items };
}

const indent = (/** @type {string} */ line) => line.length - line.trimStart().length;

/**
 * Each rule looks at one place only (the y flag); the first that fits wins.
 * @type {[RegExp, (match: RegExpExecArray, depth: number) => Node][]}
 */
const RULES = [
  [/\\([^\sA-Za-z0-9])/y, (m) => ({ kind: "text", text: m[1] })],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, (m) => ({ kind: "code", text: m[2].trim() || m[2] })],
  [/\*\*\*(?=\S)([\s\S]+?)\*\*\*/y, (m, d) => ({ kind: "strong", children: [wrap("em", m, d)] })],
  [/\*\*([\s\S]+?)\*\*(?!\*)/y, (m, d) => wrap("strong", m, d)],
  [/__([\s\S]+?)__(?!_)/y, (m, d) => wrap("u", m, d)],
  [/\*(?=\S)([\s\S]*?[^\s*])\*(?!\*)/y, (m, d) => wrap("em", m, d)],
  [/_((?:__|\\[\s\S]|[^\\_])+?)_(?![A-Za-z0-9_])/y, (m, d) => wrap("em", m, d)],
  [/~~([\s\S]+?)~~/y, (m, d) => wrap("s", m, d)],
  [/\|\|([\s\S]+?)\|\|/y, (m, d) => wrap("spoiler", m, d)],
  [/\[((?:\\.|[^\]\\\n])+)\]\(<?(https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+)>?(?:\s+"[^"]*")?\)/y, (m, d) => ({
    kind: "link", url: m[2], children: inline(m[1], d + 1),
  })],
  [/<(https?:\/\/[^\s<>]+)>/y, (m) => ({ kind: "link", url: m[1], children: [{ kind: "text", text: m[1] }] })],
  [/https?:\/\/[^\s<>"|]*[^\s<>"'.,;:!?)\]*_~|]/y, (m) => ({
    kind: "link", url: m[0], children: [{ kind: "text", text: m[0] }],
  })],
  [/<@!?(\d+)>/y, (m) => ({ kind: "user", id: m[1] })],
  [/<@&(\d+)>/y, (m) => ({ kind: "role", id: m[1] })],
  [/<#(\d+)>/y, (m) => ({ kind: "channel", id: m[1] })],
  [/<\/([^:<>\n]{1,100}):(\d+)>/y, (m) => ({ kind: "command", text: m[1], id: m[2] })],
  [/<a?:(\w{2,32}):\d+>/y, (m) => ({ kind: "emoji", text: `:${m[1]}:` })],
  [/<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y, (m) => ({ kind: "time", text: m[1], style: m[2] ?? "f" })],
  [/@(everyone|here)\b/y, (m) => ({ kind: "everyone", text: m[0] })],
  [/\n/y, () => ({ kind: "break" })],
];

const SPECIAL = /[\\`*_~|[<@\nh]/g;

/** @param {string} kind @param {RegExpExecArray} match @param {number} depth @returns {Node} */
function wrap(kind, match, depth) {
  return { kind, children: inline(match[1], depth + 1) };
}

/** @param {string} source @param {number} [depth] @returns {Node[]} */
export function inline(source, depth = 0) {
  if (depth > DEEPEST) return [{ kind: "text", text: source }];
  /** @type {Node[]} */
  const out = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push({ kind: "text", text: plain });
    plain = "";
  };
  for (let at = 0; at < source.length; ) {
    SPECIAL.lastIndex = at;
    const next = SPECIAL.exec(source)?.index ?? source.length;
    plain += source.slice(at, next);
    at = next;
    if (at >= source.length) break;
    const inWord = source[at] === "_" && /[A-Za-z0-9]/.test(source[at - 1] ?? "");
    const found = inWord ? null : firstRule(source, at, depth);
    if (found) {
      if (found.node.kind === "text") plain += found.node.text;
      else {
        flush();
        out.push(found.node);
      }
      at += found.length;
    } else {
      plain += source[at];
      at += 1;
    }
  }
  flush();
  return out;
}

/** @param {string} source @param {number} at @param {number} depth */
function firstRule(source, at, depth) {
  for (const [pattern, build] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) return { node: build(match, depth), length: match[0].length };
  }
  return null;
}
