// What ical.js makes of the files of one meeting, one after the other: by UID, the state that the newest one says.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const kept = {};
for (const file of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const sequence = component.getFirstPropertyValue("sequence");
    if (!(event.uid in kept) || kept[event.uid].sequence < sequence) {
      const starts = new Date(event.startDate.toUnixTime() * 1000).toISOString();
      kept[event.uid] = { sequence, starts, status: component.getFirstPropertyValue("status") };
    }
  }
}
console.log(JSON.stringify(Object.values(kept)));
