// Orders of the sample: real ones, made, picked and handed over by the hub's own service, some of them otherwise than
// most: replaced, cancelled, short, refused, waiting, given back later. Which is which follows from their place in the
// list.
#include <algorithm>

#include "platform/facility/feed/records.h"
#include "platform/facility/sample/calendar.h"
#include "platform/facility/sample/load/loading.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::facility::sample {
namespace {

constexpr std::int64_t kKeptForLater = 150;  // cents: nobody orders down to the last
constexpr std::int64_t kSmallestOrder = 200;
constexpr std::size_t kMostLines = 9;
constexpr Milliseconds kWaits = kDay * 10;  // bags younger than this may still wait for their owner

/// 0 to 99, of the order: what becomes of it.
enum Fate : std::uint64_t {
    kCancelledSoon = 4,
    kRefusedWhole = 6,
    kRefusedPart = 11,
    kGivenBackLater = 14,
    kReplaced = 20,
    kStillWaits = 32
};
std::uint64_t fate_of(std::size_t index) { return (index * 2'654'435'761U >> 7) % 100; }

struct Cart {
    wire::SubmitOrder order;
    std::int64_t cents = 0;
};

/// What fits into `budget`, at random; no item twice, and not more of it than one may have.
Cart fill_cart(const std::vector<wire::CatalogItem>& items, std::int64_t budget, Random& random) {
    Cart cart;
    std::vector<std::size_t> met;
    for (int tries = 0; tries < 60 && met.size() < kMostLines; ++tries) {
        const std::size_t at = static_cast<std::size_t>(random.below(items.size()));
        const wire::CatalogItem& item = items[at];
        if (std::find(met.begin(), met.end(), at) != met.end()) continue;
        const auto most = static_cast<int>(std::min<std::int64_t>((budget - cart.cents) / item.price_cents(), 4));
        if (most < 1) continue;
        const int wanted = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(most)));
        const int units = item.max_units() > 0 ? std::min(wanted, item.max_units()) : wanted;
        met.push_back(at);
        wire::SubmitOrder::Line& line = *cart.order.add_lines();
        line.set_item(item.code());
        line.set_units(units);
        line.set_price_seen_cents(item.price_cents());
        cart.cents += item.price_cents() * units;
    }
    cart.order.set_total_seen_cents(cart.cents);
    return cart;
}

bool is_decline(const Error& error) {
    return error.code == ErrorCode::kConflict || error.code == ErrorCode::kInsufficientFunds;
}

}  // namespace

Status Loading::load_commissary(Work& work) {
    const CommissaryTexts& texts = sample_.texts.commissary;
    CatalogImport import;
    auto& categories = import.categories.emplace();
    for (const wire::CatalogCategory& category : texts.categories) categories.push_back({0, category});
    for (const wire::CatalogItem& item : texts.items) import.items.push_back({0, item, {}});
    TRY(Catalog::import(work, import));
    std::vector<SpendingClass> classes;
    for (const ClassTexts& one : texts.classes)
        classes.push_back({one.code, Cents::of(one.limit_cents), one.is_default});
    TRY(Standings::set_classes(work, classes));
    return OrderWindows::set_rules(work, {{std::nullopt, texts.window}});
}

Status Loading::load_order(Work& work, const SampleMoney& order, std::size_t index) {
    auto window = TRY(window_of_resident(work.db(), resident(order.resident), work.now()));
    if (!window) {
        TRY(OrderWindows::tick(work));
        window = TRY(window_of_resident(work.db(), resident(order.resident), work.now()));
    }
    const std::int64_t budget = std::min(order.cents, TRY(spendable(work, order.resident)) - kKeptForLater);
    SeededRandom random(sample_.options.seed * 7'919 + index);
    Cart cart = fill_cart(sample_.texts.commissary.items, budget, random);
    if (!window || cart.cents < kSmallestOrder) {
        ++report_.skipped;
        return {};
    }
    const auto id = work.make_id<OrderId>();
    cart.order.set_order_id(id.raw());
    cart.order.set_window_id(window->raw());
    cart.order.set_receipt_code(rules::make_receipt_code(random));
    const Status submitted =
        commissary_.orders.submit(work, resident(order.resident), work.make_id<CommandId>(), cart.order, work.now());
    if (!submitted.ok() && is_decline(submitted.error())) {
        ++report_.skipped;
        return {};
    }
    TRY(Status(submitted));
    ++report_.spendings;
    ++report_.orders;
    const std::uint64_t fate = fate_of(index);
    if (fate < kCancelledSoon) return commissary_.orders.cancel(work, resident(order.resident), id);
    orders_[index] = id;
    if (fate < kReplaced - 4 || fate >= kReplaced) return {};
    // Thought about it again: without the last line.
    if (cart.order.lines_size() < 2) return {};
    const wire::SubmitOrder::Line& last = cart.order.lines(cart.order.lines_size() - 1);
    cart.order.set_total_seen_cents(cart.cents - last.price_seen_cents() * last.units());
    cart.order.mutable_lines()->RemoveLast();
    cart.order.set_replaces_revision(1);
    return commissary_.orders.submit(work, resident(order.resident), work.make_id<CommandId>(), cart.order, work.now());
}

// What was not in the bag, or was refused, is not charged.
Status Loading::end_order(Work& work, std::size_t index) {
    const auto found = orders_.find(index);
    if (found == orders_.end()) return {};
    const auto order = TRY(commissary_.orders.find(work.db(), found->second));
    if (!order || order->order.cut_off_ms() > work.now().ms()) return {};
    const std::uint64_t fate = fate_of(index);
    const wire::OrderLine& first = order->order.lines(0);
    const bool is_short = sample_.money[index].short_cents > 0 && order->order.lines_size() > 1;
    std::vector<ItemUnits> missing;
    if (is_short) missing.push_back({first.item(), first.units()});
    TRY(commissary_.orders.pick(work, found->second, missing));
    if (fate >= kReplaced && fate < kStillWaits && work.now() > sample_.options.now - kWaits) return {};
    std::vector<ItemUnits> refused;
    for (const wire::OrderLine& line : order->order.lines()) {
        if (is_short && line.item() == first.item()) continue;
        const bool all = fate >= kCancelledSoon && fate < kRefusedWhole;
        if (!all && !(fate >= kRefusedWhole && fate < kRefusedPart && refused.empty())) continue;
        refused.push_back({line.item(), all ? line.units() : 1});
    }
    TRY(commissary_.orders.accept(work, resident(sample_.money[index].resident), found->second, refused));
    if (fate < kRefusedPart || fate >= kGivenBackLater) return {};
    const wire::OrderLine& last = order->order.lines(order->order.lines_size() - 1);
    return commissary_.orders.refund(work, found->second, {{last.item(), 1}}, "not in the bag").ok()
               ? Status()
               : Status(Error(ErrorCode::kCorrupt, "the sample cannot give back what it handed over"));
}

/// How things stand at the end: stock of some items, and what some residents may not have.
Status Loading::note_commissary(Work& work) {
    TRY(commissary_.tick(work, INT32_MAX));
    const std::vector<wire::CatalogItem>& items = sample_.texts.commissary.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i % 43 == 7)
            TRY(Catalog::set_stock(work, items[i].code(), 0));
        else if (i % 5 == 2)
            TRY(Catalog::set_stock(work, items[i].code(), 12 + static_cast<int>(i * 37 % 150)));
    }
    for (std::size_t i = 1; i < sample_.residents.size(); ++i) {
        Restrictions set;
        if (i % 13 == 5) set.diets = {i % 2 == 0 ? "low_sodium" : "diabetic"};
        if (i % 7 == 3) set.spending_class = i % 2 == 0 ? "level_2" : "intake";
        if (i % 31 == 17) set.barred_items = {items[i % items.size()].code()};
        if (i % 29 == 11) set.barred = true;
        if (i % 58 == 11) set.barred_until = sample_.options.now + kDay * 10;
        const bool any = !set.diets.empty() || !set.spending_class.empty() || !set.barred_items.empty() || set.barred;
        if (any) TRY(Standings::restrict(work, resident(i), set));
    }
    return {};
}

}  // namespace dayroom::facility::sample
