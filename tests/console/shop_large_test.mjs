// Every page for the commissary in a large window and in forced colors: nothing runs out at the side; a picture of each.
import { after, before, test } from "node:test";
import { MoneyPlaces, picture, SHOP } from "./money_places.mjs";

let places;
before(async () => {
    places = await MoneyPlaces.open();
});
after(() => places?.close());

for (const [way, options] of Object.entries({
    wide: { width: 1920, height: 1080 },
    forced: { forcedColors: "active" },
})) {
    test(`pictures of every page for the commissary, ${way}`, () =>
        places.walk(SHOP, options, (page, name) => picture(page, name, way)));
}
