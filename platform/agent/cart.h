// The commissary's cart of the resident who is signed in. It never moves money: it is a draft (store::kCartDraftKey),
// kept in the vault with each change and carried by the hub, closed, to the other terminals. What stands against it is
// computed with the hub's own rules over what the feed brought; the hub has the last word.
#pragma once

#include <vector>

#include "platform/agent/answers.h"
#include "platform/rules/cart.h"

namespace dayroom::agent {

/// Of the names that a line of the cart remembers, in all languages together: 200 lines must fit into a draft.
inline constexpr std::size_t kMaxKeptNameBytes = 400;

/// What is put into the cart, and everything that it is measured by.
struct CartState {
    local::KeptCart kept;
    std::vector<std::optional<wire::CatalogItem>> items;  // of each line; nothing: sold no more
    std::optional<store::OrderView> editing;              // submitting replaces it
    std::optional<store::WindowView> window;              // of that order, else the one that is open, or the next
    std::optional<wire::CommissaryStanding> standing;
    rules::OrderAllowance allowance;
    rules::CartVerdict verdict;
    Cents left;                  // that may be spent on it: what its own order holds is counted in
    std::optional<Cents> today;  // the same of the brake of a day; nothing: there is none
    bool window_open = false;
    bool prices_changed = false;
};

/// What the draft holds, as far as it makes sense: an empty cart when nothing does.
Result<local::KeptCart> read_cart(Desk& desk);
/// Durable when it returns; the hub hears of it like of any draft.
Status keep_cart(Desk& desk, const local::KeptCart& cart);
Result<CartState> look_at_cart(Desk& desk);

/// Whether an order can still be changed: it is at the hub, nothing waits, and its cut-off is not over.
bool may_change(const store::OrderView& order, Timestamp now);
/// The window that is open, or the next; nothing: none is known.
Result<std::optional<store::WindowView>> window_now(Desk& desk);
Result<std::optional<store::WindowView>> window_by_id(Desk& desk, const std::string& id);
bool is_open(const store::WindowView& window, Timestamp now);
local::OrderWindow window_of(const store::WindowView& view);
/// Discipline that is over no longer bars.
bool barred_now(const wire::CommissaryStanding& standing, Timestamp now);
/// What a person may have, without what was ordered before.
rules::OrderAllowance allowance_of(const std::optional<wire::CommissaryStanding>& standing, Timestamp now);
rules::WantedItem wanted_of(const wire::CatalogItem& item, int units);
local::Item item_of(const wire::CatalogItem& item, const rules::OrderAllowance& allowance, int in_cart);

}  // namespace dayroom::agent
