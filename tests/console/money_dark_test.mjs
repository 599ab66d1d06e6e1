// Every page for money in dark: axe finds nothing; a picture of each.
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { MONEY, MoneyPlaces, picture } from "./money_places.mjs";

let places;
before(async () => {
    places = await MoneyPlaces.open();
});
after(() => places?.close());

test("axe finds nothing on any page for money, dark", () =>
    places.walk(MONEY, { colorScheme: "dark" }, async (page, name) => {
        await checkAccess(page, `${name}, dark`);
        await picture(page, name, "dark");
    }));
