#include "tests/unit/platform/facility/commissary/paper_shop.h"

namespace dayroom::test {

using namespace facility;

PaperShop::PaperShop(std::uint64_t seed) : shop(seed) {
    paper.items = {{"soup", {110, 50, 12, false, true}},
                   {"chips", {240, 20, 0, false, true}},
                   {"tea", {95, -1, 0, false, true}},
                   {"soap", {195, -1, 0, true, false}}};
    must(shop.hub.run([](Work& work) {
        return Standings::set_classes(work, {{"standard", Cents::of(Paper::kLimit), true}});
    }));
    import();
}

void PaperShop::next_phase() {
    const Timestamp cut_off = shop.window_now().times.cut_off;
    if (paper.taken) {
        shop.hub.clock.set_now(cut_off);
        shop.tick();
        paper.expire();
        paper.taken = false;
        return;
    }
    shop.hub.clock.set_now(cut_off + std::chrono::hours(24 * 4));
    shop.tick();
    shop.window = shop.open_window();
    ++paper.window;
    paper.taken = true;
}

void PaperShop::stock_up(const std::string& item, int units) {
    must_be_proven();
    paper.items.at(item).had += units;
    import();
}

void PaperShop::change_price(const std::string& item, std::int64_t cents) {
    must_be_proven();
    paper.items.at(item).cents = cents;
    import();
}

void PaperShop::import() {
    CatalogImport catalog = usual_catalog();
    catalog.categories->front().category.set_max_units(Paper::kMostFood);
    for (auto& entry : catalog.items) {
        entry.item.set_price_cents(paper.items.at(entry.item.code()).cents);
        if (entry.stock) entry.stock = paper.left(entry.item.code());
    }
    must(shop.hub.run([&](Work& work) -> Status {
        TRY(Catalog::import(work, catalog));
        return {};
    }));
}

void PaperShop::must_be_proven() {
    std::int64_t paid = 0;
    for (std::size_t who = 0; who < people.size(); ++who) {
        INFO("person " << who);
        const BalanceSheet sheet = must(shop.hub.ledger.balances(*shop.hub.reader, people[who]));
        REQUIRE(sheet.spendable == Cents::of(paper.can_spend(who)));
        REQUIRE(sheet.on_hold == Cents::of(paper.held(who)));
        paid += paper.paid(who);
    }
    for (const char* item : {"soup", "chips"}) {
        REQUIRE(paper.left(item) >= 0);
        REQUIRE(shop.stock_of(item) == paper.left(item));
    }
    for (std::size_t at = 0; at < ids.size(); ++at) {
        INFO("order " << at);
        const wire::Order order = shop.order(ids[at]);
        REQUIRE(order.state() == static_cast<int>(paper.orders[at].state) + 1);
        REQUIRE(order.revision() == paper.orders[at].revision);
    }
    const auto none = [&](const char* sql) {
        INFO(sql);
        REQUIRE(shop.hub.count(sql) == 0);
    };
    REQUIRE(must(shop.hub.ledger.house_balance(*shop.hub.reader, kCommissaryAccount)) == paid);
    none("SELECT count(*) FROM account WHERE kind < 5 AND balance - held < 0");
    // Each hold ends once, with its order; each refund names one charge, and is not more than that.
    none(
        "SELECT count(*) FROM (SELECT pending FROM transfer WHERE pending IS NOT NULL GROUP BY pending HAVING "
        "count(*) > 1)");
    none(
        "SELECT count(*) FROM hold h JOIN commissary_order o ON o.hold = h.transfer WHERE (h.state = 1) <> "
        "(o.state IN (1, 2))");
    none(
        "SELECT count(*) FROM commissary_refund r JOIN transfer t ON t.id = r.transfer LEFT JOIN transfer c ON c.no = "
        "t.corrects WHERE c.no IS NULL OR t.amount > c.amount");
    shop.check_books();
}

}  // namespace dayroom::test
