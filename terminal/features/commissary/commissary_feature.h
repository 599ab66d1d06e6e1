// The commissary: shelves, a cart that never moves money, orders. Prices stand at every item and on the button; the
// confirmation repeats them; the hub has the last word.
#pragma once

#include <map>
#include <optional>

#include "platform/crypto/secret.h"
#include "terminal/features/base/asked.h"
#include "terminal/features/base/asked_price.h"
#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/base/paged.h"
#include "terminal/features/base/photo_cache.h"
#include "terminal/features/base/search_box.h"
#include "terminal/features/commissary/commissary_model.h"

namespace dayroom::features {

/// The shelf that is looked at: a category, or what was searched for.
struct Shelf {
    std::string category;
    std::string searched;
    SearchBox search;
    std::uint64_t number = 0;  // of the shelves that were opened: late answers of another are dropped
    Paged<local::Item> items;
};

class CommissaryFeature final : public Feature {
public:
    explicit CommissaryFeature(PhotoCache& photos) : photos_(photos) {}

    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void outcome(Host& host, const local::Outcome& outcome) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    enum class Want { kShop, kCart, kItems, kItem, kOrders, kOrder, kSubmit, kAgain, kCancel, kAccept };
    struct Asking {
        Want want = Want::kShop;
        int offset = 0;            // of a page
        std::uint64_t shelf = 0;   // that the page belongs to
        std::uint64_t change = 0;  // of the cart, the last one made before
        std::string item = {};     // whose page it is
    };
    enum class Step { kLooking, kConfirming, kSending, kCancelling, kClearing };
    void ask(Host& host, local::ToAgent query, const Asking& asking);
    void ask_shop(Host& host);
    void ask_cart(Host& host);
    void ask_item(Host& host);
    void ask_order(Host& host, const std::string& id);
    void want_items(Host& host, int first, int last);
    void want_orders(Host& host, int first, int last);
    void open_shelf(Host& host, std::string category, std::string search);
    void set_units(Host& host, const std::string& item, int units);
    void take_cart(Host& host, const local::ToTerminal& reply, bool is_newest);
    void forget_earlier(Host& host);
    void take_list(const Asking& asking, const local::ToTerminal& reply);
    void take_submitted(Host& host, const local::ToTerminal& reply);
    void take_step(Host& host, const Asking& asking, const local::ToTerminal& reply);
    void submit(Host& host);
    void cancel(Host& host);
    void take_again(Host& host);
    void accept(Host& host);
    int units_in_cart() const;
    std::string refusal_of(Host& host, const local::ToTerminal& reply) const;

    // shop_view.cpp
    void draw_shop(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_shelf(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_items(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_shelf_foot(Host& host, ui::Ui& ui, ui::Rect rect);
    // item_view.cpp
    float item_height(ui::Ui& ui, float width, const ItemCard& item) const;
    void draw_item(Host& host, ui::Ui& ui, ui::Rect rect, const ItemCard& item);
    void draw_picture(Host& host, ui::Ui& ui, ui::Rect rect, const ItemCard& item, bool opens);
    void draw_stepper(Host& host, ui::Ui& ui, ui::Rect rect, const ItemCard& item);
    void draw_item_page(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_about(Host& host, ui::Ui& ui, ui::Rect rect, const ItemPage& page);
    void draw_item_words(ui::Ui& ui, ui::Cut& column, const ItemPage& page) const;
    // cart_view.cpp
    void draw_cart(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_cart_foot(Host& host, ui::Ui& ui, ui::Cut& column, const CartModel& model);
    void draw_cart_dialogs(Host& host, ui::Ui& ui);
    void draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect);
    // orders_view.cpp
    void draw_orders(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_order(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_order_lines(Host& host, ui::Ui& ui, ui::Cut& column, const OrderModel& model);
    void draw_order_buttons(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_hand_over(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_bag(Host& host, ui::Ui& ui, ui::Cut& column, const OrderModel& model);

private:
    PhotoCache& photos_;
    Asked<Asking> asked_;
    Place place_;
    local::Commissary shop_;
    bool shop_known_ = false;
    Shelf shelf_;
    std::uint64_t stamp_ = 1;
    local::Cart cart_;
    bool cart_known_ = false;
    std::map<std::string, int> in_cart_;
    std::uint64_t changes_ = 0;  // of the cart, made here
    local::Item item_;           // whose page it is
    bool item_gone_ = false;     // it is not sold any more
    Step step_ = Step::kLooking;
    DraftKeeper draft_;                            // holds the order under way with its nonce
    std::optional<local::SubmitRequest> earlier_;  // cut off before its answer came: its draft
    AskedPrice question_;
    local::SubmitOrder order_sent_;
    local::Submitted submitted_;
    std::optional<local::Outcome> outcome_;
    std::string refused_;  // the last no, in words
    Paged<local::Order> orders_;
    local::Order order_;
    bool order_known_ = false;
    std::map<std::string, int> not_taken_;  // item → units, at hand-over
    PinBuffer pin_;
    bool accepting_ = false;
};

}  // namespace dayroom::features
