#include "tests/unit/platform/facility/commissary/commissary_workload.h"

#include <iterator>

#include "platform/rules/receipt_code.h"

namespace dayroom::test {

using namespace facility;
using State = PaperOrder::State;

namespace {

constexpr const char* kItems[] = {"soup", "chips", "tea", "soap"};

std::vector<ItemUnits> as_units(const PaperUnits& wants) {
    std::vector<ItemUnits> all;
    for (const auto& [item, units] : wants) all.push_back({item, units});
    return all;
}

}  // namespace

CommissaryWorkload::CommissaryWorkload(PaperShop& all, HubKiller& killer, std::uint64_t seed, bool alone)
    : HubWorkload(all.shop.hub, killer, seed, alone),
      all_(all),
      who_(all.people.size()),
      person_(all.shop.hub.add_resident()) {
    const std::int64_t cents = 8'000 + static_cast<std::int64_t>(random_.below(9'000));
    hub_.give(person_, cents);
    all_.people.push_back(person_.id);
    all_.paper.given.push_back(cents);
}

std::vector<std::int64_t> CommissaryWorkload::figures() {
    const BalanceSheet sheet = hub_.balances(person_);
    return {sheet.spendable.units(),
            sheet.on_hold.units(),
            all_.shop.stock_of("soup"),
            all_.shop.stock_of("chips"),
            hub_.count("SELECT count(*) FROM transfer"),
            hub_.count("SELECT coalesce(sum(state * 100 + revision), 0) FROM commissary_order"),
            hub_.count("SELECT coalesce(sum(short * 1000 + delivered * 10 + refunded), 0) FROM commissary_line")};
}

void CommissaryWorkload::step() {
    hub_.clock.advance(Milliseconds(1));
    using Step = void (CommissaryWorkload::*)();
    constexpr Step kSteps[] = {&CommissaryWorkload::submit,
                               &CommissaryWorkload::submit,
                               &CommissaryWorkload::submit,
                               &CommissaryWorkload::submit,
                               &CommissaryWorkload::change,
                               &CommissaryWorkload::change,
                               &CommissaryWorkload::change,
                               &CommissaryWorkload::cancel,
                               &CommissaryWorkload::cancel_before_submit,
                               &CommissaryWorkload::take_somebody_elses,
                               &CommissaryWorkload::cancel_by_staff,
                               &CommissaryWorkload::pick,
                               &CommissaryWorkload::pick,
                               &CommissaryWorkload::pick,
                               &CommissaryWorkload::hand_over,
                               &CommissaryWorkload::hand_over,
                               &CommissaryWorkload::refund,
                               &CommissaryWorkload::deliver_late,
                               &CommissaryWorkload::deliver_late,
                               &CommissaryWorkload::repeat_an_old_command};
    (this->*kSteps[random_.below(std::size(kSteps))])();
}

PaperUnits CommissaryWorkload::some() {
    PaperUnits wants;
    for (const char* item : kItems) {
        if (random_.below(3) == 0) wants[item] = 1 + static_cast<int>(random_.below(random_.below(4) == 0 ? 9 : 3));
    }
    if (wants.empty()) wants["tea"] = 1;
    return wants;
}

PaperUnits CommissaryWorkload::some_of(const PaperOrder& order, std::uint64_t one_in) {
    PaperUnits part;
    for (const auto& [item, line] : order.lines) {
        if (random_.below(one_in) == 0)
            part[item] = 1 + static_cast<int>(random_.below(static_cast<std::uint64_t>(line.units) + 1));
    }
    return part;
}

std::optional<std::size_t> CommissaryWorkload::any(State preferred) {
    std::vector<std::size_t> own;
    std::vector<std::size_t> better;
    for (const PaperOrder& order : all_.paper.orders) {
        if (order.who != who_) continue;
        own.push_back(order.number);
        if (order.state == preferred) better.push_back(order.number);
    }
    if (own.empty()) return {};
    if (!better.empty() && random_.below(5) != 0) return better[random_.below(better.size())];
    return own[random_.below(own.size())];
}

std::size_t CommissaryWorkload::number_of(const OrderId& id) const {
    return static_cast<std::size_t>(std::find(all_.ids.begin(), all_.ids.end(), id) - all_.ids.begin());
}

CommissaryWorkload::Order CommissaryWorkload::new_order(const OrderId& id, int replaces) {
    Order order{id, some(), replaces, all_.shop.window, {}};
    const std::lock_guard hold(all_.lock);
    for (const auto& [item, units] : order.wants) order.prices[item] = static_cast<int>(all_.paper.items[item].cents);
    return order;
}

void CommissaryWorkload::send_order(const Order& order) {
    wire::Command command = this->command(person_);
    wire::SubmitOrder& body = *command.mutable_submit_order();
    body.set_order_id(order.id.raw());
    body.set_window_id(order.window.raw());
    std::int64_t total = 0;
    for (const auto& [item, units] : order.wants) {
        wire::SubmitOrder::Line& line = *body.add_lines();
        line.set_item(item);
        line.set_units(units);
        line.set_price_seen_cents(order.prices.at(item));
        total += static_cast<std::int64_t>(order.prices.at(item)) * units;
    }
    body.set_total_seen_cents(total);
    body.set_receipt_code(rules::make_receipt_code(random_));
    body.set_replaces_revision(order.replaces);
    send("an order", person_, command, [this, order](const wire::Outcome& outcome) { settle(order, outcome); });
}

void CommissaryWorkload::settle(const Order& order, const wire::Outcome& outcome) {
    const bool was_done = outcome.result() == wire::Outcome::DONE;
    const std::lock_guard hold(all_.lock);
    Paper& paper = all_.paper;
    const std::size_t number = number_of(order.id);
    const bool known = number < all_.ids.size();
    const bool same_prices = std::all_of(order.prices.begin(), order.prices.end(), [&](const auto& seen) {
        return paper.items.at(seen.first).cents == seen.second;
    });
    const bool right_one = known ? order.replaces == paper.orders[number].revision &&
                                       paper.orders[number].state == State::kSubmitted &&
                                       paper.orders[number].window == paper.window
                                 : order.replaces == 0;
    const bool may = right_one && same_prices && paper.allows(who_, order.wants, number);
    const bool in_time = paper.taken && order.window == all_.shop.window;
    const bool on_shelf = paper.has(order.wants, number);
    if (may && !in_time && !was_done) ++too_late;
    // The shelf is everybody's: who was first is not known here, unless nobody else orders.
    const bool raced = !alone_ && may && in_time && !was_done && outcome.code() == decline::kOutOfStock;
    if (raced) ++sold_out;
    expect(was_done, raced ? false : may && in_time && (on_shelf || !alone_), "an order");
    if (!was_done) return;
    if (!known) {
        PaperOrder made;
        made.number = all_.ids.size();
        made.who = who_;
        made.window = paper.window;
        paper.orders.push_back(made);
        all_.ids.push_back(order.id);
    }
    PaperOrder& now = paper.orders[number];
    paper.put(now, order.wants);
    if (known) ++now.revision;
}

void CommissaryWorkload::submit() {
    wished_.push_back(make_id<OrderId>());
    send_order(new_order(wished_.back(), 0));
}

void CommissaryWorkload::change() {
    if (wished_.empty()) return;
    const OrderId id = wished_[wished_.size() - 1 - random_.below(std::min<std::size_t>(wished_.size(), 4))];
    int revision = 1;
    {
        const std::lock_guard hold(all_.lock);
        const std::size_t number = number_of(id);
        if (number < all_.ids.size()) revision = all_.paper.orders[number].revision;
    }
    send_order(new_order(id, random_.below(5) == 0 ? revision + 1 : revision));
}

void CommissaryWorkload::cancel(const OrderId& id) {
    wire::Command command = this->command(person_);
    command.mutable_cancel_order()->set_order_id(id.raw());
    send("a cancellation", person_, command, [this, id](const wire::Outcome& outcome) {
        const std::lock_guard hold(all_.lock);
        const std::size_t number = number_of(id);
        const bool own = number < all_.ids.size() && all_.paper.orders[number].who == who_;
        const bool should = own && all_.paper.may_change(all_.paper.orders[number]);
        expect(outcome.result() == wire::Outcome::DONE, should, "a cancellation");
        if (own && all_.paper.orders[number].state == State::kSubmitted && !should) ++too_late;
        if (should) all_.paper.orders[number].state = State::kCancelled;
    });
}

void CommissaryWorkload::cancel() {
    if (wished_.empty()) return;
    cancel(wished_[random_.below(wished_.size())]);
}

// The cancellation overtakes its order: it is declined for ever, and the order is taken after it.
void CommissaryWorkload::cancel_before_submit() {
    wished_.push_back(make_id<OrderId>());
    cancel(wished_.back());
    send_order(new_order(wished_.back(), 0));
}

void CommissaryWorkload::take_somebody_elses() {
    OrderId id;
    {
        const std::lock_guard hold(all_.lock);
        if (all_.ids.empty()) return;
        id = all_.ids[random_.below(all_.ids.size())];
    }
    if (std::find(wished_.begin(), wished_.end(), id) == wished_.end()) cancel(id);
}

void CommissaryWorkload::cancel_by_staff() {
    std::unique_lock hold(all_.lock);
    const auto number = any(State::kSubmitted);
    if (!number) return;
    const OrderId id = all_.ids[*number];
    const bool should = all_.paper.orders[*number].open();
    if (should) all_.paper.orders[*number].state = State::kCancelled;
    hold.unlock();
    staff("a cancellation by staff", should,
          [&](Work& work) { return hub_.commissary.orders.cancel_by_staff(work, id, "never paid"); });
}

void CommissaryWorkload::pick() {
    std::unique_lock hold(all_.lock);
    const auto number = any(State::kSubmitted);
    if (!number) return;
    const OrderId id = all_.ids[*number];
    const PaperUnits missing = some_of(all_.paper.orders[*number], 4);
    const bool should = all_.paper.pick(all_.paper.orders[*number], missing);
    hold.unlock();
    const auto job = [&](Work& work) { return hub_.commissary.orders.pick(work, id, as_units(missing)); };
    staff("a pick", should, job, true);
}

void CommissaryWorkload::hand_over() {
    std::unique_lock hold(all_.lock);
    const auto number = any(State::kPicked);
    if (!number) return;
    const OrderId id = all_.ids[*number];
    const PaperUnits unwanted = some_of(all_.paper.orders[*number], 3);
    if (random_.below(2) == 0) {
        hold.unlock();
        return take_bag(id, unwanted);
    }
    const bool should = Paper::hand_over(all_.paper.orders[*number], unwanted);
    hold.unlock();
    staff("a hand-over", should,
          [&](Work& work) { return hub_.commissary.orders.hand_over(work, id, as_units(unwanted)); });
}

void CommissaryWorkload::take_bag(const OrderId& id, const PaperUnits& unwanted) {
    wire::Command command = this->command(person_);
    command.mutable_accept_delivery()->set_order_id(id.raw());
    for (const auto& [item, units] : unwanted) {
        auto& line = *command.mutable_accept_delivery()->add_refused();
        line.set_item(item);
        line.set_units(units);
    }
    send("a bag taken", person_, command, [this, id, unwanted](const wire::Outcome& outcome) {
        const std::lock_guard hold(all_.lock);
        PaperOrder& order = all_.paper.orders[number_of(id)];
        // Changed since, it may be of other items.
        const bool same = std::all_of(unwanted.begin(), unwanted.end(),
                                      [&](const auto& part) { return order.lines.contains(part.first); });
        expect(outcome.result() == wire::Outcome::DONE, same && Paper::hand_over(order, unwanted), "a bag taken");
    });
}

void CommissaryWorkload::refund() {
    std::unique_lock hold(all_.lock);
    const auto number = any(State::kDelivered);
    if (!number) return;
    const OrderId id = all_.ids[*number];
    PaperOrder& order = all_.paper.orders[*number];
    const std::string item = order.lines.begin()->first;
    const int units = 1 + static_cast<int>(random_.below(4));
    const bool should = Paper::give_back_later(order, item, units);
    hold.unlock();
    staff("a refund", should, [&](Work& work) -> Status {
        TRY(hub_.commissary.orders.refund(work, id, {{item, units}}, "found missing"));
        return {};
    });
}

}  // namespace dayroom::test
