// The commissary's catalogue in the device store: order, pages, search, and what a page of the feed makes of it.
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

struct Shelves : World {
    std::uint64_t seq = 0;

    wire::Record item(const std::string& code, const std::string& category, const std::string& name, int position) {
        const auto known = ids.find(code);
        const std::string id =
            known == ids.end() ? ids.emplace(code, make<RequestId>().raw()).first->second : known->second;
        wire::Record out = record(wire::FACILITY, id, ++version);
        auto& item = *out.mutable_catalog_item();
        item.set_code(code);
        item.set_category(category);
        item.set_position(position);
        item.set_price_cents(45);
        item.set_stock(-1);
        item.add_name()->set_language("en");
        item.mutable_name(0)->set_text(name);
        return out;
    }
    wire::Record category(const std::string& code, int position) {
        wire::Record out = record(wire::FACILITY, ids.emplace(code, make<RequestId>().raw()).first->second, ++version);
        out.mutable_catalog_category()->set_code(code);
        out.mutable_catalog_category()->set_position(position);
        out.mutable_catalog_category()->add_name()->set_language("en");
        out.mutable_catalog_category()->mutable_name(0)->set_text(code);
        return out;
    }
    void feed(const std::vector<wire::Record>& records) {
        const auto next = seq + records.size();
        REQUIRE(device->apply_page(plain_page(wire::FACILITY, records, seq, next)).ok());
        seq = next;
    }
    std::string codes(const std::string& category_code = {}, const std::string& search = {},
                      PageRange page = {0, 200}) {
        std::string out;
        const auto found = device->items(category_code, search, page).value();
        for (const auto& each : found.items) out += each.code() + ' ';
        return out;
    }
    std::map<std::string, std::string> ids;
    std::int64_t version = 0;
};

}  // namespace

TEST_CASE_METHOD(Shelves, "items stand in the order of the shelves, whichever came first") {
    feed({item("102", "soup", "Noodle soup", 2), item("101", "soup", "Rice", 1), item("201", "soap", "Bar soap", 1),
          item("900", "lost", "Of no category", 1)});
    CHECK(device->items({}, {}, {}).value().total == 4);
    feed({category("soap", 1), category("soup", 2)});
    CHECK(codes() == "201 101 102 900 ");
    CHECK(codes("soup") == "101 102 ");
    CHECK(codes("none").empty());
    feed({category("soup", 0)});
    CHECK(codes() == "101 102 201 900 ");
    CHECK(codes({}, {}, {1, 2}) == "102 201 ");
    const auto shelves = device->categories().value();
    REQUIRE(shelves.size() == 2);
    CHECK(shelves[0].category.code() == "soup");
    CHECK(shelves[0].items == 2);
    CHECK(device->item("102").value()->position() == 2);
    CHECK_FALSE(device->item("103").value());
}

TEST_CASE_METHOD(Shelves,
                 "search takes words and beginnings, in any order, without accents, nothing typed is an operator") {
    auto coffee = item("301", "drinks", "Colombian coffee, 4 oz", 1);
    coffee.mutable_catalog_item()->add_name()->set_language("es");
    coffee.mutable_catalog_item()->mutable_name(1)->set_text("Café colombiano");
    coffee.mutable_catalog_item()->add_note()->set_language("en");
    coffee.mutable_catalog_item()->mutable_note(0)->set_text("Freeze-dried");
    feed({coffee, item("302", "drinks", "Decaf coffee", 2), item("303", "soup", "Coffee-flavored cake", 1)});
    for (const char* typed : {"cafe", "CAFÉ", "colom coff", "coffee colombian", "freeze", "301", "4 oz"})
        CHECK(codes({}, typed) == "301 ");
    CHECK(codes({}, "coffee") == "301 302 303 ");
    CHECK(codes("drinks", "coffee") == "301 302 ");
    CHECK(codes("soup", "decaf").empty());
    for (const char* typed : {"coffee NOT decaf", "\"", "co*ffee OR", "(", "; DROP TABLE record", "tea", "'", "\xff"})
        CHECK(codes({}, typed).empty());
    CHECK(device->items({}, "coffee", {0, 1}).value().total == 3);
}

TEST_CASE_METHOD(Shelves, "items are found by words of any script, as they are written") {
    int number = 400;
    for (const char* name : {"Weißwurst", "Чай чёрный", "Ελαιόλαδο", "김치 라면", "Bánh tráng", "شاي أسود"}) {
        INFO(name);
        const std::string code = std::to_string(++number);
        feed({item(code, "soup", name, number)});
        CHECK(codes({}, name) == code + " ");
    }
}

TEST_CASE_METHOD(Shelves, "what changes, goes, or is not in a snapshot is found no more by what it was") {
    feed({category("soup", 1), item("101", "soup", "Rice", 1), item("102", "soup", "Noodles", 2)});
    auto pictured = item("101", "soup", "Beans", 3);
    pictured.mutable_catalog_item()->mutable_picture()->set_sha256(std::string(32, 'p'));
    feed({pictured});
    CHECK(codes({}, "rice").empty());
    CHECK(codes({}, "bean") == "101 ");
    CHECK(codes() == "102 101 ");
    CHECK(device->item_picture(std::string(32, 'p')).value()->sha256() == std::string(32, 'p'));
    CHECK_FALSE(device->item_picture(std::string(32, 'q')).value());
    auto old = item("102", "soup", "Old words", 2);
    old.set_version(1);
    feed({old});
    CHECK(codes({}, "noodles") == "102 ");
    PageToStore page = plain_page(wire::FACILITY, {}, seq, seq + 1);
    page.changes.push_back({++seq, ids["102"], true, 0, 0, {}});
    REQUIRE(device->apply_page(page).ok());
    CHECK(codes() == "101 ");
    CHECK(codes({}, "noodles").empty());
    PageToStore snapshot = plain_page(wire::FACILITY, {item("103", "soup", "Lentils", 1)}, 0, 9);
    snapshot.kind = PageToStore::Kind::kSnapshot;
    snapshot.first = snapshot.last = true;
    REQUIRE(device->apply_page(snapshot).ok());
    CHECK(codes() == "103 ");
    CHECK(codes({}, "bean").empty());
    CHECK(device->categories().value().empty());
    REQUIRE(device->keep_only_scopes({}).ok());
    CHECK(codes().empty());
    CHECK(codes({}, "lentils").empty());
}

TEST_CASE_METHOD(Shelves, "a page of the catalogue is applied wholly or not at all, whichever operation fails") {
    feed({category("soup", 1), item("101", "soup", "Rice", 1)});
    const auto page =
        plain_page(wire::FACILITY, {item("101", "soup", "Beans", 1), item("102", "soup", "Peas", 2)}, seq, seq + 2);
    int failures = 0;
    for (int n = 1;; ++n) {
        faults.fail_at(n);
        const Status status = device->apply_page(page);
        const bool fired = faults.fired();
        faults.disarm();
        const bool applied = codes({}, "beans") == "101 ";
        CHECK(codes({}, "peas") == (applied ? "102 " : ""));
        CHECK(codes({}, "rice") == (applied ? "" : "101 "));
        CHECK(device->cursors().value().at(0).seq == (applied ? seq + 2 : seq));
        CHECK(applied == status.ok());
        if (!fired) break;
        ++failures;
    }
    CHECK(failures > 6);
}

TEST_CASE_METHOD(Shelves, "ten thousand items in snapshot pages are all there, in order and by their words") {
    constexpr int kPages = 20;
    constexpr int kInPage = 500;
    for (int at = 0; at < kPages; ++at) {
        std::vector<wire::Record> records;
        for (int in = 0; in < kInPage; ++in) {
            const int number = at * kInPage + in;
            records.push_back(item("i" + std::to_string(10'000 + number), "c" + std::to_string(number % 7),
                                   "Thing number " + std::to_string(number), number));
        }
        PageToStore page = plain_page(wire::FACILITY, records, 0, kInPage);
        page.kind = PageToStore::Kind::kSnapshot;
        page.first = at == 0;
        page.last = at == kPages - 1;
        if (!page.last) page.snapshot_token = "more";
        REQUIRE(device->apply_page(page).ok());
    }
    CHECK(device->items({}, {}, {}).value().total == kPages * kInPage);
    CHECK(codes({}, "number 9999") == "i19999 ");
    CHECK(device->items("c3", "thing", {}).value().total == 1'429);
    const auto last = device->items({}, {}, {9'999, 10}).value();
    REQUIRE(last.items.size() == 1);
    CHECK(last.items[0].category() == "c6");
}

TEST_CASE_METHOD(Shelves, "order windows of facility and unit stand by their cut-off") {
    const auto window = [&](wire::ScopeKind kind, std::int64_t cut_off) {
        wire::Record out = record(kind, make<RequestId>().raw());
        out.mutable_order_window()->set_opens_ms(1);
        out.mutable_order_window()->set_cut_off_ms(cut_off);
        out.mutable_order_window()->set_delivery_ms(cut_off);
        return out;
    };
    feed({window(wire::FACILITY, 30)});
    REQUIRE(device->apply_page(plain_page(wire::HOUSING_UNIT, {window(wire::HOUSING_UNIT, 20)}, 0, 1)).ok());
    const auto windows = device->order_windows().value();
    REQUIRE(windows.size() == 2);
    CHECK(windows[0].window.cut_off_ms() == 20);
    CHECK(device->stamps().commissary == 3);
}
