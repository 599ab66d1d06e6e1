// What the commissary's screens show: the shop, its items, the cart, orders. Pure: prices, limits, totals and refusals
// come from the agent; the cart never moves money, so nothing here is more than words.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/features/commissary/item_model.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr const char* kOrderDraft = "commissary/order";  // key of the nonce of an order under way

struct ShopModel {
    std::string window;  // "Order until Tuesday 9:30 AM. Delivered on Thursday."
    std::string limit;   // "You can order $42.10 more for the week of June 2. The limit is …"
    std::string barred;  // why hardly anything can be ordered; empty: nothing is against it
    std::string cart;    // "Cart: 3 things"
    std::string cart_total;
    struct Shelf {
        std::string code;
        std::string label;  // "Soup (24)"
        std::string icon;
    };
    std::vector<Shelf> categories;
};
/// While an order is being changed its window is that order's, whatever opens next.
ShopModel make_shop(const local::Commissary& shop, const ui::Texts& texts, Timestamp now);
std::string window_words(const local::OrderWindow& window, bool open, const ui::Texts& texts, Timestamp now);

struct CartModel {
    std::vector<ItemCard> lines;  // price: of all its units; about: each, and what it was before
    std::string total;
    std::string refusal;  // why it cannot be ordered now; empty: it can
    std::string changed;  // prices changed since; empty: none
    std::string window;
    std::vector<std::pair<std::string, std::string>> facts;  // limit left, money now and after
    bool editing = false;                                    // an order that was sent is being changed
    bool empty = true;
};
CartModel make_cart(const local::Cart& cart, const ui::Texts& texts, Timestamp now);
/// What stands against an order or a cart, in plain words.
std::string cart_refusal(const std::string& code, const ui::Texts& texts);

/// What the confirmation repeats.
struct OrderQuestion {
    std::string title;
    std::string text;
    std::vector<std::pair<std::string, std::string>> facts;
};
OrderQuestion ask_order(const local::Cart& cart, bool online, const ui::Texts& texts, Timestamp now);
local::SubmitOrder make_order(const local::Cart& cart, std::string nonce);
/// An order under way as it is kept until its answer comes: nonce, window, total, each line with its price, and the
/// order that it changes. In the shape of a request.
std::string order_draft(const local::Cart& cart, const std::string& nonce);
/// Nothing when the bytes are none of ours.
std::optional<local::SubmitRequest> read_order_draft(const std::string& content);
/// Whether `earlier`, cut off before its answer came, was for the same, line by line: then its nonce is used again.
bool same_order(const local::SubmitRequest& earlier, const local::Cart& cart);

struct OrderRow {
    std::string id;
    std::string title;  // "Order of June 6"
    std::string state;  // in words
    std::string icon;
    std::string total;
    bool good = false;
    bool bad = false;
};
OrderRow make_order_row(const local::Order& order, const ui::Texts& texts, Timestamp now);

struct OrderLineModel {
    std::string item;
    std::string name;
    std::string about;  // "3 × $0.45"
    std::string total;
    std::string came;  // "1 delivered, 1 was not there, 1 you did not take"; empty: nothing was handed over yet
    int in_bag = 0;    // may be refused at hand-over
};
struct OrderModel {
    OrderRow row;
    std::string means;  // what the state means and what comes next
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<OrderLineModel> lines;
    std::string receipt_code;
};
OrderModel make_order_detail(const local::Order& order, const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
