/* De Sektor: the agenda in your own site. It reads nothing of your page and sends nothing anywhere. */
(function () {
  "use strict";
  var told = __TOLD__;
  var script = document.currentScript;
  if (!script || script.sektorShown) return;
  script.sektorShown = true;

  function element(name, text, more) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    Object.keys(more || {}).forEach(function (key) { made.setAttribute(key, more[key]); });
    return made;
  }

  var host = element("div", "", { lang: told.lang });
  var inside = host.attachShadow ? host.attachShadow({ mode: "open" }) : host;
  try {
    var sheet = new CSSStyleSheet();
    sheet.replaceSync(told.style);
    inside.adoptedStyleSheets = [sheet];
  } catch (_) {
    inside.appendChild(element("style", told.style));
  }

  var box = element("section", "", { "class": "sektor", "aria-label": told.name });
  var name = element("p", "", { "class": "name" });
  name.appendChild(element("a", told.name, { href: told.page }));
  box.appendChild(name);

  if (told.events.length) {
    var list = element("ul", "", { role: "list" });
    told.events.forEach(function (one) {
      var item = element("li", "", one.off ? { "class": "off" } : {});
      item.appendChild(element("time", one.when, { datetime: one.starts }));
      item.appendChild(element("a", one.title, { href: one.url }));
      if (one.place) item.appendChild(element("span", one.place, { "class": "place" }));
      one.marks.forEach(function (mark) { item.appendChild(element("span", mark, { "class": "mark" })); });
      list.appendChild(item);
    });
    box.appendChild(list);
  } else {
    box.appendChild(element("p", told.nothing));
  }
  var foot = element("p", "", { "class": "foot" });
  foot.appendChild(element("a", told.subscribe, { href: told.calendar }));
  box.appendChild(foot);
  inside.appendChild(box);

  if (script.parentNode && script.parentNode !== document.head) {
    script.parentNode.insertBefore(host, script.nextSibling);
  } else {
    document.addEventListener("DOMContentLoaded", function () { document.body.appendChild(host); });
  }
})();
