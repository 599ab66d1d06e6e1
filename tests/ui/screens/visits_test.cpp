// Video visits on the screen: booking, moving, cancelling, checking in; in every look without findings.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

void open_visits(Stage& stage) {
    stage.sign_in();
    stage.settle();
    stage.click("home.visits");
    stage.settle();
}

/// Up to the question about the second time of the first day.
void choose_time(Stage& stage) {
    stage.click("visits.book");
    stage.settle();
    stage.click("booking.visitor.0");
    stage.click("booking.day.0");
    stage.settle();
    stage.click("time.1");
    stage.settle();
}

template <typename Picks>
int asked(Stage& stage, Picks picks) {
    int count = 0;
    for (const auto& query : stage.agent().asked()) count += picks(query) ? 1 : 0;
    return count;
}
int bookings(Stage& stage) {
    return asked(stage, [](const local::ToAgent& query) { return query.has_book_visit(); });
}

}  // namespace

TEST_CASE("without visits there is no tile for them") {
    Stage stage;
    stage.sign_in();
    CHECK_FALSE(stage.has("home.visits"));
}

TEST_CASE("the visits page says what is next, what was, and the rules") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    CHECK(stage.says("Maria Delgado"));
    CHECK(stage.says("A visit costs $0.25 a minute."));
    CHECK(
        stage.says("If you cancel 24 hours before it begins or earlier, all the money comes back. If you cancel "
                   "later, 50% comes back."));
    CHECK(stage.says("You can book from 24 hours to 14 days ahead."));
    CHECK(stage.says("You can have 2 visits in a week."));
    CHECK(stage.says("Visits are recorded."));
    CHECK(stage.says("Missed"));
    stage.click("visit.1");
    stage.settle();
    CHECK(stage.says("20 minutes"));
    CHECK(stage.says("$5.00"));
    CHECK(stage.says("$2.50"));
    CHECK_FALSE(stage.has("visit.cancel"));
}

TEST_CASE("a visit is booked after a question with its price, once, and the receipt says what became of it") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    choose_time(stage);
    CHECK(stage.says("Book this visit?"));
    CHECK(stage.says("$7.50"));
    CHECK(stage.says("$40.65"));  // left after
    CHECK(stage.driver().focused()->id.ends_with("dialog.cancel"));
    stage.click("dialog.cancel");
    CHECK(bookings(stage) == 0);
    stage.click("time.1");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(bookings(stage) == 1);
    CHECK(stage.says("Your visit is booked"));
    CHECK(stage.has("receipt.code"));
    CHECK(stage.agent().drafts().empty());
    stage.click("receipt.done");
    stage.settle();
    CHECK(stage.has("visits.book"));
}

TEST_CASE("who is to visit is asked first, and somebody who is not approved cannot be chosen") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    stage.click("visits.book");
    stage.settle();
    CHECK(stage.says("Not an approved visitor"));
    stage.click("booking.day.0");
    stage.settle();
    CHECK(stage.says("Please choose first who should visit you."));
    CHECK_FALSE(stage.has("time.0"));
}

TEST_CASE("what was chosen survives leaving the page") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    choose_time(stage);
    stage.click("dialog.cancel");
    stage.open("home");
    stage.settle();
    stage.click("home.visits");
    stage.settle();
    stage.click("visits.book");
    stage.settle();
    CHECK(stage.label("booking.visitor.0").find("Maria Delgado") != std::string::npos);
    stage.click("booking.day.0");
    stage.settle();
    CHECK(stage.has("time.1"));
}

TEST_CASE("a time that goes while it is asked about is told, and nothing is asked of the facility") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    choose_time(stage);
    stage.agent().take_visit_times();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("This time was just taken"));
    CHECK(bookings(stage) == 0);
}

TEST_CASE("a no of the facility stands in plain words, the next try is a new one") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    choose_time(stage);
    stage.agent().refuse_next_submission("slot_taken");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("This time is not free any more. Nothing was taken."));
    stage.click("time.2");
    stage.settle();
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("Your visit is booked"));
    std::vector<std::string> nonces;
    for (const auto& query : stage.agent().asked())
        if (query.has_book_visit()) nonces.push_back(query.book_visit().nonce());
    REQUIRE(nonces.size() == 2);
    CHECK(nonces[0] != nonces[1]);
}

TEST_CASE("more than can be spent is told before anything is asked") {
    Stage stage;
    stage.agent().offer_visits();
    stage.agent().set_spendable(749);
    open_visits(stage);
    choose_time(stage);
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("There is not enough money. Nothing was taken."));
}

TEST_CASE("without a connection a booking is said to be not sure") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    stage.agent().set_online(false);
    stage.settle();
    choose_time(stage);
    CHECK(stage.says("These times were free as of"));
    CHECK(stage.says("it is not sure before the facility has it"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("Your visit is saved"));
    stage.click("receipt.done");
    stage.settle();
    CHECK(stage.says("Not sure yet: saved here, not yet sent"));
}

TEST_CASE("what comes back is shown before a visit is cancelled, also when it is less") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    SECTION("all of it") {
        stage.click("visit.0");
        stage.settle();
        stage.click("visit.cancel");
        CHECK(stage.says("Comes back to you"));
        CHECK_FALSE(stage.says("You lose"));
    }
    SECTION("a part") {
        stage.agent().begin_visit_soon(120, false);
        stage.agent().push_moved();
        stage.settle();
        stage.click("visit.0");
        stage.settle();
        stage.click("visit.cancel");
        CHECK(stage.says("You lose"));
        CHECK(stage.says("$3.75"));
    }
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("You cancelled it."));
    CHECK(asked(stage, [](const local::ToAgent& query) { return query.has_cancel_visit(); }) == 1);
}

TEST_CASE("a question about a cancellation ends when less would come back than it says") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    stage.click("visit.0");
    stage.settle();
    stage.click("visit.cancel");
    stage.agent().visit(0).set_back_cents(375);
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(asked(stage, [](const local::ToAgent& query) { return query.has_cancel_visit(); }) == 0);
}

TEST_CASE("a visit is moved to another time, with the person as it was") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    stage.click("visit.0");
    stage.settle();
    stage.click("visit.change");
    stage.settle();
    CHECK(stage.says("You choose another time for your visit with Maria Delgado."));
    CHECK_FALSE(stage.has("booking.visitor.0"));
    stage.click("booking.day.0");
    stage.settle();
    stage.click("time.0");
    stage.settle();
    CHECK(stage.says("Move your visit to this time?"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.has("visit.cancel"));
    CHECK(asked(stage, [](const local::ToAgent& query) {
              return query.has_change_visit() && query.change_visit().visit_id() == "visit-1";
          }) == 1);
}

TEST_CASE("home says when a visit begins, never with whom, and leads to checking in") {
    Stage stage;
    stage.agent().offer_visits();
    stage.agent().begin_visit_soon(5, true);
    stage.sign_in();
    stage.settle();
    CHECK(stage.label("home.visit").find("Your visit begins at") != std::string::npos);
    CHECK_FALSE(stage.says("Maria Delgado"));
    stage.click("home.visit.action");
    stage.settle();
    CHECK(stage.says("You can check in here now."));
    stage.click("visits.check_in");
    stage.settle();
    CHECK(stage.says("You are checked in"));
    CHECK_FALSE(stage.has("visits.check_in"));
}

TEST_CASE("a visit comes nearer while nothing moves: the page asks again") {
    Stage stage;
    stage.agent().offer_visits();
    open_visits(stage);
    stage.agent().begin_visit_soon(5, true);
    stage.advance(Milliseconds(61'000));
    stage.settle();
    CHECK(stage.has("visits.check_in"));
}

TEST_CASE("the visits pages in every look: the accessibility lint finds nothing") {
    for (const auto& [width, height] : {std::pair(1280, 800), std::pair(1024, 600), std::pair(800, 1280)}) {
        for (const char* language : {"en", "es"}) {
            for (const int scale : {100, 200}) {
                for (const char* theme : {"light", "contrast"}) {
                    CAPTURE(width, height, language, scale, theme);
                    const StageOptions options{.width = width,
                                               .height = height,
                                               .text_scale_percent = scale,
                                               .theme = theme,
                                               .language = language};
                    Stage stage(options);
                    stage.agent().offer_visits();
                    stage.agent().begin_visit_soon(5, true);
                    open_visits(stage);
                    stage.prefer(options);
                    stage.settle();
                    CHECK(stage.findings() == "");
                    stage.click("visit.0");
                    stage.settle();
                    CHECK(stage.findings() == "");
                    stage.open("home");
                    stage.settle();
                    stage.click("home.visits");
                    stage.settle();
                    stage.click("visits.book");
                    stage.settle();
                    CHECK(stage.findings() == "");
                    stage.click("booking.visitor.1");
                    stage.click("booking.day.0");
                    stage.settle();
                    CHECK(stage.findings() == "");
                    stage.click("time.3");
                    CHECK(stage.findings() == "");
                }
            }
        }
    }
}
