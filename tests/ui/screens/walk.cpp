#include "tests/ui/screens/walk.h"

namespace dayroom::test {
namespace {

void walk_signed_out(Stage& stage, const Visit& visit) {
    visit("signed-out");
    stage.agent().set_online(false);
    stage.settle();
    visit("signed-out-offline");
    stage.agent().set_online(true);
    stage.agent().announce_emergency("Severe weather: go to your cell.", "Mal tiempo: vaya a su celda.");
    stage.settle();
    visit("signed-out-emergency");
    stage.agent().end_emergency();
    stage.settle();
    stage.sign_in(kNumber, "111111");
    visit("wrong-pin");
    stage.click("sign_in.clear_all");
    stage.sign_in(kFirstNumber, kFirstPin);
    visit("new-pin");
    stage.digits("493817");
    stage.click("sign_in.submit");
    visit("repeat-pin");
    stage.click("sign_in.clear_all");
}

void walk_messages(Stage& stage, const Visit& visit) {
    stage.open("messages");
    visit("messages");
    stage.agent().announce_emergency("Severe weather: go to your cell.", "Mal tiempo: vaya a su celda.");
    stage.settle();
    visit("messages-emergency");
    stage.agent().end_emergency();
    stage.settle();
    stage.click("thread.0");
    visit("reader");
    stage.click("photo.0");
    visit("photo");
    stage.click("header.back");
    stage.open_thread("thread.1");
    visit("reader-rejected");
    stage.click("withdraw");
    visit("withdraw");
    stage.click("dialog.cancel");
    stage.click("message.1");
    visit("message");
    stage.click("header.back");
    stage.open("messages");
    stage.click("messages.search");
    stage.driver().type("Lucía");
    stage.advance(Milliseconds(600));
    visit("search");
    stage.close_keyboard();
    stage.click("header.back");
}

void walk_writing(Stage& stage, const Visit& visit) {
    stage.open_thread("thread.1");
    stage.click("reply");
    visit("write-empty");
    stage.click("write.text");
    stage.driver().type("Happy birthday, Pops! I made you a card. Tell everybody that I think of them.");
    visit("write-typing");
    stage.advance(Milliseconds(1000));
    stage.close_keyboard();
    stage.click("write.card");
    visit("cards");
    stage.click("cards.birthday");
    visit("write");
    stage.click("write.send");
    visit("write-confirm");
    stage.click("dialog.confirm");
    stage.settle();
    visit("message-receipt");
    stage.agent().set_credits(0);
    stage.open("messages");
    stage.click("messages.new");
    visit("write-to");
    stage.click("contact.2");
    stage.close_keyboard();
    visit("write-no-credits");
    stage.agent().suspend_messaging(true);
    stage.agent().push_moved();
    stage.settle();
    visit("write-suspended");
    stage.open_thread("thread.0");
    visit("reader-suspended");
    stage.agent().suspend_messaging(false);
    stage.agent().set_credits(6);
}

void walk_appeal(Stage& stage, const Visit& visit) {
    stage.open_thread("thread.1");
    stage.click("appeal");
    stage.close_keyboard();
    visit("appeal");
    stage.click("appeal.send");
    visit("appeal-confirm");
    stage.click("dialog.confirm");
    stage.settle();
    visit("appeal-receipt");
}

void walk_contacts(Stage& stage, const Visit& visit) {
    stage.open("home");
    stage.click("home.contacts");
    visit("contacts");
    const auto back_to_list = [&] {
        if (!stage.has("contacts.new")) stage.click("header.back");
    };
    stage.click("contact.0");
    visit("contact-invited");
    stage.click("contact.do.accept");
    visit("contact-question");
    stage.click("dialog.cancel");
    back_to_list();
    stage.click("contact.1");
    visit("contact");
    back_to_list();
    stage.click("contacts.new");
    visit("contact-new");
    stage.click("contact_form.send");
    visit("contact-problems");
    stage.click("contact_form.name");
    visit("contact-typing");
    stage.driver().type("Ana Delgado");
    stage.driver().ui().close_keyboard();
    stage.settle();
    stage.click("relationship.sister");
    stage.click("contact_form.address");
    visit("contact-address");
    stage.driver().type("ana@mail.example");
    stage.driver().ui().close_keyboard();
    stage.settle();
    stage.click("contact_form.send");
    visit("contact-confirm");
    stage.click("dialog.confirm");
    stage.settle();
    visit("contacts-asked");
    stage.advance(Milliseconds(8000));
}

void walk_gallery(Stage& stage, const Visit& visit) {
    stage.open("home");
    stage.click("home.photos");
    visit("gallery");
    stage.click("photo.1");
    visit("gallery-photo");
    stage.click("header.back");
    stage.click("gallery.sender");
    visit("gallery-people");
    stage.click("sender.0");
}

void walk_credits(Stage& stage, const Visit& visit) {
    stage.open("home");
    stage.click("home.credits");
    visit("credits");
    stage.click("bundle.bundle_40");
    visit("credits-confirm");
    stage.click("dialog.confirm");
    stage.settle();
    visit("credits-receipt");
    stage.click("receipt.done");
}

void walk_money(Stage& stage, const Visit& visit) {
    stage.open("money");
    visit("money");
    stage.click("money.choose");
    visit("money-choose");
    stage.click("kind.phone");
    stage.click("month.2026-05");
    stage.click("money.show");
    visit("money-filtered");
    stage.click("money.search");
    stage.driver().type(stage.terminal().preferences().language == "es" ? "llamada" : "call");
    stage.advance(Milliseconds(600));
    stage.close_keyboard();
    visit("money-search");
    stage.click("header.back");
    stage.click("money.shown.action");
    stage.click("money.filter.1");
    stage.click("transaction.0");
    visit("deposit");
    stage.click("transaction.owe");
    visit("obligations");
    stage.open("home");
    stage.open("money");
    stage.click("money.statements");
    visit("statement");
}

void walk_transfers(Stage& stage, const Visit& visit) {
    stage.agent().offer_send_money(150, 24);
    stage.open("money");
    stage.click("money.move");
    visit("transfers");
    stage.click("transfers.send");
    visit("transfers-problems");
    stage.click("transfers.target.2");
    stage.click("transfers.contact.0");
    stage.click("transfers.quick.10");
    visit("transfers-out");
    stage.click("transfers.amount");
    visit("transfers-typing");
    stage.close_keyboard();
    stage.click("transfers.brake.2");
    visit("transfers-brake");
    stage.click("dialog.confirm");
    stage.settle();
    stage.advance(Milliseconds(8000));
    stage.click("transfers.send");
    visit("transfers-confirm");
    stage.click("dialog.confirm");
    stage.settle();
    visit("transfers-receipt");
    stage.click("receipt.done");
    stage.open("home");
    stage.open("money");
    stage.click("money.filter.2");
    stage.click("transaction.0");
    visit("transfer");
    stage.click("transaction.take_back");
    visit("transfer-take-back");
    stage.click("dialog.cancel");
}

void walk_shelves(Stage& stage, const Visit& visit) {
    stage.open("home");
    stage.click("home.commissary");
    visit("commissary");
    stage.click("shelf.food");
    visit("shelf");
    stage.click("7011.more");
    stage.click("7011.more");
    stage.click("7012.more");
    stage.click("7011.open");
    visit("item");
    stage.click("item.cart");
    visit("cart");
    stage.agent().change_price("7011", 50);
    stage.agent().push_moved();
    stage.settle();
    visit("cart-prices");
    stage.click("cart.order");
    visit("cart-confirm");
    stage.click("dialog.confirm");
    stage.settle();
    visit("order-receipt");
    stage.click("receipt.follow");
    visit("order");
    stage.click("order.cancel");
    visit("order-cancel");
    stage.click("dialog.cancel");
    stage.open("home");
    stage.click("home.commissary");
    stage.click("shop.search");
    stage.driver().type("soup");
    stage.advance(Milliseconds(600));
    visit("shelf-search");
    stage.close_keyboard();
}

void walk_orders(Stage& stage, const Visit& visit) {
    stage.open("home");
    stage.click("home.commissary");
    stage.click("shop.orders");
    visit("orders");
    stage.click("order.1");
    visit("order-packed");
    stage.click("order.accept");
    visit("hand-over");
    stage.click("bag.7011.less");
    stage.click("bag.key.1");
    visit("hand-over-pin");
    stage.click("header.back");
    stage.agent().set_window_open(false);
    stage.open("home");
    stage.click("home.commissary");
    visit("commissary-closed");
    stage.click("shop.cart");
    visit("cart-empty");
    stage.agent().set_window_open(true);
}

void walk_rest(Stage& stage, const Visit& visit) {
    stage.open("home");
    stage.click("home.settings");
    visit("settings");
    stage.open("home");
    stage.click("home.help");
    visit("help");
    stage.agent().push_outcome(true, "", "K7P39QXD");
    stage.settle();
    visit("toast");
    stage.advance(Milliseconds(8000));
    stage.open("notices");
    visit("notices");
    stage.click("nav.sign_out");
    visit("sign-out");
    stage.click("dialog.cancel");
    stage.advance(Milliseconds(95'000));
    visit("idle-warning");
    stage.click("idle.confirm");
    stage.settle();
    visit("signed-out-again");
}

/// The agent forgives nothing after that.
void walk_lock_out(Stage& stage, const StageOptions& options, const Visit& visit) {
    constexpr int kTries = 5;
    stage.prefer(options);
    stage.sign_in(kNumber, "111111");
    for (int again = 1; again < kTries; ++again) {
        stage.digits("111111");
        stage.click("sign_in.submit");
    }
    visit("locked-out");
}

void walk_faults(Stage& stage, const StageOptions& options, const Visit& visit) {
    stage.prefer(options);
    for (const auto& [device, fault, name] : std::vector<std::tuple<local::Status::Device, std::string, std::string>>{
             {local::Status::STARTING, "", "starting"},
             {local::Status::FAULT, "disk_full", "fault-disk-full"},
             {local::Status::FAULT, "store_corrupt", "fault-store-corrupt"},
             {local::Status::FAULT, "certificate_expired", "fault-certificate-expired"},
             {local::Status::FAULT, "clock", "fault-clock"},
             {local::Status::FAULT, "never_heard_of", "fault-unknown"},
             {local::Status::NOT_ENROLLED, "", "not-enrolled"},
             {local::Status::REVOKED, "", "revoked"},
             {local::Status::UPDATING, "", "updating"}}) {
        stage.agent().set_device(device, fault);
        stage.settle();
        visit(name);
    }
    stage.agent().go_away();
    stage.settle();
    visit("agent-lost");
}

}  // namespace

void walk(Stage& stage, const StageOptions& options, const Visit& visit) {
    walk_signed_out(stage, visit);
    stage.sign_in();
    stage.prefer(options);
    visit("home");
    stage.click("home.eye");
    visit("home-amounts");
    walk_messages(stage, visit);
    walk_appeal(stage, visit);
    walk_writing(stage, visit);
    walk_contacts(stage, visit);
    walk_gallery(stage, visit);
    walk_credits(stage, visit);
    walk_money(stage, visit);
    walk_transfers(stage, visit);
    walk_shelves(stage, visit);
    walk_orders(stage, visit);
    walk_requests(stage, visit);
    walk_phone(stage, visit);
    walk_visits(stage, visit);
    walk_schedule(stage, visit);
    walk_rest(stage, visit);
    walk_reading(stage, options, visit);
    walk_technician(stage, options, visit);
    walk_lock_out(stage, options, visit);
    walk_faults(stage, options, visit);
    walk_prea(stage, options, visit);
}

}  // namespace dayroom::test
