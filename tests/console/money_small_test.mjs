// Every page for money in a narrow window and at 200 %: nothing runs out at the side; a picture of each.
import { after, before, test } from "node:test";
import { MONEY, MoneyPlaces, picture } from "./money_places.mjs";

let places;
before(async () => {
    places = await MoneyPlaces.open();
});
after(() => places?.close());

for (const [way, options] of Object.entries({
    900: { width: 900, height: 720 },
    200: { zoom: 2 },
})) {
    test(`pictures of every page for money, ${way}`, () =>
        places.walk(MONEY, options, (page, name) => picture(page, name, way)));
}
