// An agent for tests: answers the whole local protocol from memory with realistic data (a synthetic facility), and does
// what a test tells it: go offline, go away, refuse, hold its answers back. It keeps what it was asked.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/fake_clock.h"
#include "platform/wire/dayroom.pb.h"
#include "terminal/shell/agent_port.h"

namespace dayroom::test {

// Who may sign in.
inline constexpr const char* kNumber = "4471";
inline constexpr const char* kPin = "258036";
inline constexpr const char* kFirstNumber = "5120";  // has a first PIN that must be changed
inline constexpr const char* kFirstPin = "731946";
inline constexpr int kAttempts = 5;

class FakeAgent final : public shell::AgentPort {
public:
    explicit FakeAgent(const Clock& clock);

    std::uint32_t ask(local::ToAgent query) override;
    std::optional<shell::AgentEvent> next() override;

    // What a test may do.
    void set_online(bool online);
    void set_device(local::Status::Device device, const std::string& fault = {});
    /// An emergency of the housing unit, until end_emergency().
    void announce_emergency(const char* english, const char* spanish);
    void end_emergency();
    /// So many of the notices must be read before going on.
    void ask_to_read(int count);
    void end_notice(int at);
    /// A handbook of three chapters in both languages; `shown`: signed out too.
    void add_handbook(bool shown);
    /// What the screen said was read, in order.
    const std::vector<std::string>& read_notices() const { return read_notices_; }
    void set_policy(int idle_warning_s, int idle_sign_out_s, int session_limit_s);
    void set_spendable(std::int64_t cents) { money_.set_spendable_cents(cents); }
    /// The next request, message, appeal, contact or purchase.
    void refuse_next_submission(const std::string& code) { refuse_ = code; }
    /// The commissary takes orders now, or not.
    void set_window_open(bool open) { window_open_ = open; }
    /// A price changes after things were put into the cart.
    void change_price(const std::string& item, std::int64_t cents) {
        old_prices_[item] = find_item(item)->price_cents();
        find_item(item)->set_price_cents(cents);
    }
    /// The facility sells a bundle of credits for another price.
    void change_bundle(const std::string& code, std::int64_t cents);
    /// A form costs something else, in the same version; a message does.
    void change_form_price(const std::string& code, std::int64_t cents);
    void set_message_credits(std::int64_t credits) { message_credits_ = credits; }
    void empty_shelves() { items_.clear(); }
    /// So many more transactions, threads, and items on the shelf "food".
    void lengthen_lists(int by);
    /// It leaves the catalogue; carts that hold it know its name.
    void stop_selling(const std::string& item) {
        gone_[item] = *find_item(item);
        std::erase_if(items_, [&](const local::Item& each) { return each.code() == item; });
    }
    void give_picture(const std::string& item) { find_item(item)->mutable_picture()->set_sha256(std::string(32, 's')); }
    /// For one delivery; nothing: the hub has said nothing yet.
    void set_limit(std::optional<std::int64_t> cents) { limit_ = cents; }
    const std::map<std::string, int>& cart() const { return cart_; }
    const std::vector<local::Order>& orders() const { return orders_; }
    /// Money may be sent out, for this fee, and waits so long.
    void offer_send_money(std::int64_t fee_cents, int cooling_off_hours);
    void stop_send_money() { money_.set_send_money_offered(false); }
    const local::Money& money() const { return money_; }
    /// A phone account with two rates, numbers in each state and so many calls; what is returned may be changed.
    local::Phone& offer_phone(int calls = 60);
    /// Visits in each state, two visitors, and days with free times; what is returned may be changed.
    local::Visits& offer_visits();
    /// The next one begins in so many minutes.
    void begin_visit_soon(int minutes, bool check_in);
    /// Others have booked all that was free.
    void take_visit_times();
    local::Visit& visit(int index) { return *visits_.mutable_visits(index); }
    /// The unit has hours from now on, with a day that is different, and whoever is signed in has appointments: court,
    /// and a visit that was cancelled. What is returned may be changed; push_moved() tells of it.
    local::Schedule& offer_schedule();
    void withdraw_schedule() { schedule_.Clear(); }
    /// The facility has a form for disputes of a phone charge.
    void offer_dispute_form();
    /// What the facility itself calls a part of the deposits, and debts of its code.
    void name_debt(const std::string& code, const char* english, const char* spanish);
    void clear_obligations() { obligations_.Clear(); }
    /// Lines are missing at this terminal.
    void lose_lines() { statements_complete_ = false; }
    void set_credits(std::int64_t credits) { money_.set_credits(credits); }
    void set_characters_max(int characters) { characters_max_ = characters; }
    /// Messaging is suspended for whoever is signed in.
    void suspend_messaging(bool suspended) { suspended_ = suspended; }
    /// The price list has not come: nothing that costs can be sent.
    void forget_prices();
    /// Answers wait until release() is called.
    void hold() { holding_ = true; }
    void release();
    /// The oldest answer that waits alone.
    void release_one();
    /// The connection breaks; come_back() makes it anew.
    void go_away();
    void come_back();
    void push(local::ToTerminal message);
    void push_moved();
    void push_outcome(bool done, const std::string& code, const std::string& receipt,
                      const std::string& what = "request");
    /// Staff answer the newest request.
    void answer_newest_request(const std::string& state, const std::string& text);
    /// With a document of three pages; the last one is a picture without words.
    void attach_to_newest_request(const std::string& name);
    void clear_messages();
    /// A message from outside arrives.
    void receive_message(const std::string& contact, const std::string& text, int photos = 0);
    /// Staff decide the newest message of the resident: "delivered", "rejected" (credits come back), "expired".
    void decide_newest_message(const std::string& state, const std::string& rule = {}, const std::string& reason = {});
    /// The hub says no to the newest message of the resident.
    void refuse_newest_message(const std::string& code);
    /// So many photos of the newest message from outside were not let through.
    void reject_photos_of_newest(int photos);
    /// The facility prints messages, for 25 cents.
    void offer_print_form();
    /// Every kind of field, with conditions: "property". What is returned may be changed; push_moved() tells of it.
    local::Form& offer_form_of_every_kind();
    /// "long", of so many fields of many kinds.
    void offer_long_form(int fields);
    /// Staff send the newest request back for more.
    void return_newest_request(const std::string& text);
    void set_contact_state(const std::string& contact, const std::string& state, const std::string& reason = {});

    // What a test may look at.
    bool signed_in() const { return signed_in_; }
    const std::vector<local::ToAgent>& asked() const { return asked_; }
    int count(local::ToAgent::QueryCase query) const;
    const std::map<std::string, std::string>& drafts() const { return drafts_; }
    const std::vector<local::Request>& requests() const { return requests_; }
    const std::vector<local::Message>& messages() const { return messages_; }  // oldest first
    const std::vector<local::Contact>& contacts() const { return contacts_; }
    std::int64_t credits() const { return money_.credits(); }
    const local::Status& status() const { return status_; }
    /// The facility has a hotline and an outside body from now on.
    void offer_prea();
    /// A technician's stick is in; `refusal`: why its file does not count. No name: there is none
    /// (fake_technician.cpp).
    void set_stick(const std::string& name, const std::string& refusal = {});
    void set_serviced(std::int64_t at_ms);
    void withdraw_prea();
    /// So many sessions a day, so long between two, and quick looks of so many seconds (fake_turns.cpp).
    void set_turns(int per_day, int wait_s, int quick_look_s);
    /// `waiting` below 0: no line is offered. `called`: the place whose turn it is; 0: nobody's.
    void set_line(int waiting, int called, int session_limit_s);
    /// Whoever signs in with the right PIN is refused, until in so many seconds; an empty code: no more.
    void refuse_turns(const std::string& code, int for_s);
    void forget_wrong_pins() { attempts_ = 0; }

private:
    using Answer = local::ToTerminal;
    void dispatch(const local::ToAgent& query, Answer& answer);
    void sign_in(const local::SignIn& query, Answer& answer);
    void submit(const local::SubmitRequest& query, Answer& answer);
    void list_threads(const local::GetThreads& query, Answer& answer);
    void list_messages(const local::GetMessages& query, Answer& answer);
    void search(const local::SearchMessages& query, Answer& answer);
    void photo(const local::GetPhoto& query, Answer& answer);
    static void page_text(const local::GetPageText& query, Answer& answer);
    void home(Answer& answer);
    // fake_messaging.cpp
    bool dispatch_messaging(const local::ToAgent& query, Answer& answer);
    void writing(const local::GetWriting& query, Answer& answer);
    void send(const local::SendMessage& query, Answer& answer);
    void withdraw(const local::WithdrawMessage& query, Answer& answer);
    void appeal(const local::AppealMessage& query, Answer& answer);
    void get_message(const local::GetMessage& query, Answer& answer);
    void list_contacts(Answer& answer);
    void request_contact(const local::RequestContact& query, Answer& answer);
    void change_contact(const local::ChangeContact& query, Answer& answer);
    void list_credits(Answer& answer);
    void buy_credits(const local::BuyCredits& query, Answer& answer);
    void gallery(const local::GetGallery& query, Answer& answer);
    // fake_forms.cpp
    bool dispatch_requests(const local::ToAgent& query, Answer& answer);
    // fake_commissary.cpp
    void make_commissary();
    local::Item& add_item(const char* code, const char* category, const char* english, const char* spanish,
                          std::int64_t cents);
    local::Item* find_item(const std::string& code);
    bool dispatch_commissary(const local::ToAgent& query, Answer& answer);
    void show_shop(Answer& answer);
    void list_items(const local::GetItems& query, Answer& answer);
    void show_cart(Answer& answer);
    void set_cart(const local::SetCart& query, Answer& answer);
    void submit_order(const local::SubmitOrder& query, Answer& answer);
    void list_orders(const local::GetOrders& query, Answer& answer);
    void cancel_order(const local::CancelOrder& query, Answer& answer);
    void accept_delivery(const local::AcceptDelivery& query, Answer& answer);
    // fake_money.cpp
    bool dispatch_money(const local::ToAgent& query, Answer& answer);
    void list_transactions(const local::GetTransactions& query, Answer& answer);
    void statement(const local::GetStatement& query, Answer& answer);
    void make_obligations();
    // fake_transfers.cpp
    bool dispatch_transfers(const local::ToAgent& query, Answer& answer);
    void move_money(const local::MoveMoney& query, Answer& answer);
    void send_money(const local::SendMoney& query, Answer& answer);
    void take_back_money(const local::WithdrawSendMoney& query, Answer& answer);
    void set_brake(std::int64_t cents);
    // fake_phone.cpp
    bool dispatch_phone(const local::ToAgent& query, Answer& answer);
    void request_number(const local::RequestPhoneNumber& query, Answer& answer);
    void change_number(const local::ChangePhoneNumber& query, Answer& answer);
    void take_place(Answer& answer);
    void list_calls(const local::GetCalls& query, Answer& answer);
    local::Call disputed(local::Call call);
    // fake_visits.cpp
    bool dispatch_visits(const local::ToAgent& query, Answer& answer);
    void book_visit(const local::BookVisit& query, Answer& answer);
    void change_visit(const local::ChangeVisit& query, Answer& answer);
    void cancel_visit(const local::CancelVisit& query, Answer& answer);
    local::Visit* find_visit(const std::string& id);
    // fake_schedule.cpp
    void show_schedule(Answer& answer);
    void next_of_schedule(local::Home& home) const;
    bool refused(Answer& answer);
    bool repeated(const std::string& nonce, Answer& answer);
    void submitted(const std::string& nonce, const std::string& id, Answer& answer);
    void begin_thread(const local::Contact& contact);
    void show_in_thread(const local::Message& message);
    void give_back(const local::Message& message);
    local::Contact* find_contact(const std::string& id);
    local::Message* find_message(const std::string& id);
    void deliver(Answer answer);
    std::int64_t ago(int days, int hours = 0, int minutes = 0) const;

    // fake_data.cpp
    bool dispatch_prea(const local::ToAgent& query, Answer& answer);        // fake_prea.cpp
    bool dispatch_technician(const local::ToAgent& query, Answer& answer);  // fake_technician.cpp
    void make_status();
    void make_threads();
    void make_money();
    void make_forms();
    void make_requests();
    void make_notices();
    // fake_messaging_data.cpp
    void make_contacts();
    void make_cards();
    void make_bundles();
    local::Contact& add_contact(const char* id, const char* name, const char* relationship, const char* state);
    local::Thread& add_thread(const char* id, const char* name, const char* relationship, const char* language);
    local::Message& add_message(const char* contact, bool own, const char* state, const std::string& text,
                                std::int64_t at);
    local::Transaction& add_transaction(const char* kind, const char* state, std::int64_t cents, std::int64_t after,
                                        std::int64_t at);

    const Clock& clock_;
    bool here_ = true;
    bool holding_ = false;
    bool signed_in_ = false;
    std::string technician_;  // whom the stick names
    std::string technician_refusal_;
    bool calm_ = false;      // the resident chose that nothing moves
    int reading_speed_ = 0;  // as it was set last
    int attempts_ = 0;
    std::string first_pin_ = kFirstPin;
    std::string refuse_;
    std::string refuse_turns_;
    int refuse_turns_s_ = 0;
    std::uint32_t last_number_ = 0;
    std::deque<shell::AgentEvent> mailbox_;
    std::deque<Answer> held_;
    std::vector<local::ToAgent> asked_;

    local::Status status_;
    std::vector<local::Thread> threads_;
    std::vector<local::Message> messages_;  // all, oldest first
    local::Money money_;
    std::vector<local::Transaction> transactions_;  // newest first
    local::Obligations obligations_;
    local::Schedule schedule_;
    bool statements_complete_ = true;
    local::Forms forms_;
    std::vector<local::Request> requests_;            // newest first
    std::map<std::string, std::string> about_calls_;  // call by the request that disputes it
    std::map<std::string, std::string> nonces_;       // nonce → id of the request, message or purchase
    local::Notices notices_;
    std::vector<std::string> read_notices_;
    int still_to_read() const;
    bool dispatch_reading(const local::ToAgent& query, Answer& answer);
    std::vector<wire::Document> handbook_;  // one a language
    void acknowledge(const local::AcknowledgeNotice& query, Answer& answer);
    std::map<std::string, std::string> drafts_;
    std::vector<local::Contact> contacts_;
    std::vector<local::Item> items_;
    std::map<std::string, local::Item> gone_;  // sold no more
    std::map<std::string, int> cart_;          // item → units
    std::optional<std::int64_t> limit_ = 10'000;
    std::map<std::string, std::int64_t> old_prices_;
    std::vector<local::Order> orders_;  // newest first
    bool window_open_ = true;
    local::Phone phone_;
    int calls_ = 0;
    local::Visits visits_;
    local::VisitDays visit_days_;
    std::vector<local::Card> cards_;
    std::vector<local::Bundle> bundles_;
    std::int64_t message_credits_ = 1;
    bool prices_known_ = true;
    bool suspended_ = false;
    int characters_max_ = 13'000;
    std::uint64_t moved_ = 1;
};

}  // namespace dayroom::test
