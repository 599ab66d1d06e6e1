// Every page for money in a large window, in forced colors and with more contrast: nothing runs out at the side; a picture of each.
import { after, before, test } from "node:test";
import { MONEY, MoneyPlaces, picture } from "./money_places.mjs";

let places;
before(async () => {
    places = await MoneyPlaces.open();
});
after(() => places?.close());

for (const [way, options] of Object.entries({
    wide: { width: 1920, height: 1080 },
    forced: { forcedColors: "active" },
    contrast: { contrast: "more" },
})) {
    test(`pictures of every page for money, ${way}`, () =>
        places.walk(MONEY, options, (page, name) => picture(page, name, way)));
}
