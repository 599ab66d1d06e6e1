// Every page for money in light: axe finds nothing; a picture of each.
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { MONEY, MoneyPlaces, picture } from "./money_places.mjs";

let places;
before(async () => {
    places = await MoneyPlaces.open();
});
after(() => places?.close());

test("axe finds nothing on any page for money, light", () =>
    places.walk(MONEY, { colorScheme: "light" }, async (page, name) => {
        await checkAccess(page, `${name}, light`);
        await picture(page, name, "100");
    }));
