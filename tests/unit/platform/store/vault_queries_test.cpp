#include "platform/rules/search.h"
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

wire::Record line(World& world, std::int64_t change, wire::Transaction::State state, wire::Transaction::Kind kind) {
    wire::Record out = world.record(wire::RESIDENT, world.make<TransferId>().raw());
    out.mutable_transaction()->set_kind(kind);
    out.mutable_transaction()->set_state(state);
    out.mutable_transaction()->set_change_cents(change);
    out.mutable_transaction()->set_at_ms(world.clock.now().ms());
    return out;
}

}  // namespace

TEST_CASE_METHOD(World, "threads carry their last message, counts and filters") {
    const auto friend_id = make<ContactId>();
    REQUIRE(vault->apply(contact(mother, "Ana"), false).ok());
    REQUIRE(vault->apply(contact(friend_id, "Ben"), false).ok());
    const auto unread = make<MessageId>();
    REQUIRE(vault->apply(message(unread, "first line\nsecond line"), false).ok());
    clock.advance(Seconds(5));
    auto own = message(make<MessageId>(), "my answer");
    own.mutable_message()->set_contact_id(friend_id.raw());
    own.mutable_message()->set_direction(wire::Message::OUTBOUND);
    own.mutable_message()->set_state(wire::Message::HELD);
    own.mutable_message()->add_photos()->set_sha256(std::string(32, 'p'));
    REQUIRE(vault->apply(own, false).ok());

    const auto all = vault->threads(ThreadFilter::kAll, {}).value();
    REQUIRE(all.total == 2);
    CHECK(all.threads[0].name == "Ben");
    CHECK(all.threads[0].last_state == "held");
    CHECK(all.threads[0].preview_is_own);
    CHECK(all.threads[1].preview == "first line second line");
    CHECK(all.threads[1].unread == 1);
    CHECK(all.threads[1].contact_state == wire::Contact::APPROVED);
    auto only = [&](ThreadFilter filter) {
        const auto found = vault->threads(filter, {}).value();
        return found.total == 1 ? found.threads[0].name : std::to_string(found.total);
    };
    CHECK(only(ThreadFilter::kUnread) == "Ana");
    CHECK(only(ThreadFilter::kSent) == "Ben");
    CHECK(only(ThreadFilter::kPhotos) == "Ben");
    CHECK(only(ThreadFilter::kWaiting) == "Ben");
    CHECK(vault->photo(std::string(32, 'p')).value().has_value());
    CHECK_FALSE(vault->photo(std::string(32, 'q')).value().has_value());
    CHECK(vault->gallery({}, {}).value().total == 0);  // not delivered yet
    CHECK(vault->threads(ThreadFilter::kAll, {1, 1}).value().threads.at(0).name == "Ana");

    const auto stamp = vault->stamps().messages;
    CHECK(vault->unread_among({unread, make<MessageId>()}).value() == std::vector<MessageId>{unread});
    wire::Command marks = command();
    marks.mutable_mark_read()->add_message_ids(unread.raw());
    REQUIRE(vault->save_intent({marks, {}, Cents::of(0)}).ok());
    CHECK(vault->stamps().messages > stamp);
    CHECK(vault->unread_among({unread}).value().empty());
    CHECK(vault->threads(ThreadFilter::kUnread, {}).value().total == 0);
    // The hub has not heard of it yet: its older word does not make it unread again.
    REQUIRE(vault->apply(message(unread, "first line", 2), false).ok());
    CHECK(vault->messages(mother, {}).value().messages.at(0).message.read());

    REQUIRE(vault->remove(unread.raw()).ok());
    CHECK(vault->threads(ThreadFilter::kAll, {}).value().total == 1);
}

TEST_CASE_METHOD(World, "messages of a thread come newest first, in pages") {
    for (int i = 0; i < 30; ++i) {
        clock.advance(Seconds(1));
        REQUIRE(vault->apply(message(make<MessageId>(), "number " + std::to_string(i)), false).ok());
    }
    const auto page = vault->messages(mother, {10, 5}).value();
    CHECK(page.total == 30);
    REQUIRE(page.messages.size() == 5);
    CHECK(page.messages[0].message.text() == "number 19");
    CHECK(page.messages[0].state == "delivered");
    CHECK(vault->messages(mother, {-5, 100000}).value().messages.size() == 30);
    CHECK(vault->messages(make<ContactId>(), {}).value().total == 0);
}

TEST_CASE_METHOD(World, "many messages of one millisecond are all kept, and search goes by time") {
    constexpr int kMany = 1030;
    for (int i = 0; i < kMany; ++i) REQUIRE(vault->apply(message(make<MessageId>(), "letter"), false).ok());
    clock.advance(Seconds(60));
    const auto later = make<MessageId>();
    REQUIRE(vault->apply(message(later, "letter"), false).ok());
    clock.advance(Seconds(-30));
    REQUIRE(vault->apply(message(make<MessageId>(), "letter"), false).ok());
    CHECK(vault->messages(mother, {}).value().total == kMany + 2);
    CHECK(vault->search("letter", {}).value().messages.at(0).id == later);
}

TEST_CASE_METHOD(World, "messages are found by words of any script, as they are written") {
    for (const char* words : {"Großmutter", "Сергей", "Ανδρέας", "김민준", "Nguyễn", "محمد"}) {
        INFO(words);
        const auto id = make<MessageId>();
        clock.advance(Seconds(1));
        REQUIRE(vault->apply(message(id, std::string("letter of ") + words), false).ok());
        const auto found = vault->search(words, {}).value();
        REQUIRE(found.messages.size() == 1);
        CHECK(found.messages[0].id == id);
    }
}

TEST_CASE_METHOD(World, "a search counts and shows the newest thousand, in order, and says when there are more") {
    std::vector<MessageId> newest_first;
    const auto arrive = [&](const std::string& text) {
        clock.advance(Seconds(1));
        const auto id = make<MessageId>();
        REQUIRE(vault->apply(message(id, text), false).ok());
        newest_first.insert(newest_first.begin(), id);
    };
    for (int i = 0; i < rules::kMostFound - 1; ++i) arrive("a letter from home");
    const auto whole = [&](std::string_view text) {
        std::vector<MessageId> ids;
        for (int offset = 0;; offset += 130) {
            const auto page = vault->search(text, {offset, 130}).value();
            for (const auto& each : page.messages) ids.push_back(each.id);
            if (page.messages.size() < 130) return ids;
        }
    };
    for (const std::string_view words : {"letter", "home letter", "le"}) {
        INFO(words);
        CHECK(vault->search(words, {}).value().total == rules::kMostFound - 1);
        CHECK(whole(words) == newest_first);
    }
    arrive("a letter from home");
    CHECK(vault->search("home letter", {}).value().total == rules::kMostFound);
    for (int i = 0; i < 3; ++i) {
        arrive("a letter from home");
        for (const std::string_view words : {"letter", "home letter", "le"}) {
            INFO(words);
            CHECK(vault->search(words, {}).value().total == rules::kMostFound + 1);
            CHECK(whole(words) == std::vector(newest_first.begin(), newest_first.begin() + rules::kMostFound));
        }
    }
    CHECK(vault->search("letter", {rules::kMostFound, 50}).value().messages.empty());
    CHECK(vault->search("letter", {rules::kMostFound + 70, 50}).value().messages.empty());
    CHECK(vault->search("letter", {rules::kMostFound - 1, 50}).value().messages.size() == 1);
    arrive("a word that stands alone: zeppelin");
    CHECK(vault->search("zeppelin", {}).value().total == 1);
}

TEST_CASE_METHOD(World, "search finds words and beginnings without accents, and takes nothing as an operator") {
    REQUIRE(vault->apply(contact(mother, "Ana"), false).ok());
    const auto id = make<MessageId>();
    REQUIRE(vault->apply(message(id, "Mañana vamos a la casa de tu abuela en Córdoba"), false).ok());
    REQUIRE(vault->apply(message(make<MessageId>(), "The house is quiet tonight"), false).ok());
    auto total = [&](std::string_view text) {
        auto found = vault->search(text, {});
        REQUIRE(found.ok());
        return found->total;
    };
    CHECK(total("manana") == 1);
    CHECK(total("MAÑANA") == 1);
    CHECK(total("cordo") == 1);
    CHECK(total("abuela casa") == 1);
    CHECK(total("casa house") == 0);
    CHECK(total("") == 0);
    CHECK(total("  \"*()") == 0);
    CHECK(total("quiet\" OR \"casa") == 0);
    CHECK(total("NOT quiet") == 0);
    CHECK(total("text:quiet") == 0);
    CHECK(total(std::string(100000, 'a')) == 0);
    CHECK(total("\xff\xfe casa") >= 0);
    const auto found = vault->search("abuela", {}).value().messages.at(0);
    CHECK(found.contact_name == "Ana");
    CHECK(found.snippet.find("abuela") != std::string::npos);
    // A text that changed is found by its new words only.
    REQUIRE(vault->apply(message(id, "Nada", 2), false).ok());
    CHECK(total("abuela") == 0);
    CHECK(total("nada") == 1);
}

TEST_CASE_METHOD(World, "money: balances, the month, and what is queued here") {
    REQUIRE(vault->apply(balances(4815), false).ok());
    const Timestamp month = clock.now() + Seconds(10);
    REQUIRE(vault->apply(line(*this, 9999, wire::Transaction::POSTED, wire::Transaction::DEPOSIT), false).ok());
    clock.advance(Seconds(20));
    REQUIRE(vault->apply(line(*this, 3000, wire::Transaction::POSTED, wire::Transaction::DEPOSIT), false).ok());
    REQUIRE(vault->apply(line(*this, -500, wire::Transaction::PENDING, wire::Transaction::REQUEST_FEE), false).ok());
    REQUIRE(vault->apply(line(*this, -700, wire::Transaction::VOIDED, wire::Transaction::REQUEST_FEE), false).ok());
    REQUIRE(vault->save_intent(intent(600)).ok());
    const auto money = vault->money(month).value();
    CHECK(money.balances.spendable_cents() == 4815);
    CHECK(money.queued == Cents::of(600));
    CHECK(money.month_in == Cents::of(3000));
    CHECK(money.month_out == Cents::of(500));
    REQUIRE(money.parts.size() == 2);
    CHECK(money.parts[0].kind == "deposit");
    const auto all = vault->transactions({}, {}).value();
    CHECK(all.total == 5);
    CHECK(all.transactions[0].state == "queued");
    CHECK(all.transactions[0].line.change_cents() == -600);
    CHECK(all.transactions[4].line.change_cents() == 9999);
    CHECK(vault->transactions({MoneyFilter::kIn}, {}).value().total == 2);
    CHECK(vault->transactions({MoneyFilter::kOut}, {}).value().total == 3);
    const auto second = vault->transactions({}, {1, 2}).value();
    CHECK(second.transactions.size() == 2);
    CHECK(second.transactions[0].state != "queued");
}

TEST_CASE_METHOD(World,
                 "a request lives from queued to answered, and its reservation ends when the hub's hold is here") {
    const auto saved = vault->save_intent(intent(600)).take();
    REQUIRE(device->outbox().add(boxed(saved), resident, clock.now(), true).ok());
    const auto id = RequestId::from_bytes(saved.submit_request().request_id()).take();
    CHECK(vault->request(id).value()->state == "queued");
    CHECK(vault->counts().value().not_sent == 1);

    wire::OutcomeBatch batch;
    *batch.add_outcomes() = outcome(saved.id(), wire::Outcome::DONE);
    REQUIRE(device->outbox().note_outcomes(batch, clock.now()).ok());
    absorb();
    CHECK(vault->counts().value().not_sent == 0);
    CHECK(vault->money({}).value().queued == Cents::of(600));

    REQUIRE(device->apply_page(changes({request_record(id, wire::Request::RECEIVED, 1, saved.id())})).ok());
    const auto absorbed = absorb();
    REQUIRE(absorbed.seen.size() == 1);
    CHECK(absorbed.seen[0].raw() == saved.id());
    CHECK(device->outbox().find(absorbed.seen[0]).value()->seen_in_feed);
    CHECK(vault->money({}).value().queued == Cents::of(0));
    CHECK(vault->request(id).value()->state == "received");
    CHECK_FALSE(vault->request(id).value()->answer_unread);

    REQUIRE(device->apply_page(changes({request_record(id, wire::Request::ANSWERED, 2, saved.id())})).ok());
    CHECK(absorb().seen.empty());
    CHECK(vault->request(id).value()->answer_unread);
    CHECK(vault->counts().value().answered_requests == 1);
    REQUIRE(vault->mark_request_seen(id).ok());
    CHECK(vault->counts().value().answered_requests == 0);
    REQUIRE(device->apply_page(changes({request_record(id, wire::Request::ANSWERED, 3, saved.id())})).ok());
    absorb();
    CHECK_FALSE(vault->request(id).value()->answer_unread);
}

TEST_CASE_METHOD(World, "a refused request says why and reserves nothing") {
    const auto saved = vault->save_intent(intent(600)).take();
    const auto id = RequestId::from_bytes(saved.submit_request().request_id()).take();
    REQUIRE(vault->note_outcome(outcome(saved.id(), wire::Outcome::RETRY)).ok());
    CHECK(vault->request(id).value()->state == "queued");
    REQUIRE(vault->note_outcome(outcome(saved.id(), wire::Outcome::DECLINED, "insufficient_funds")).ok());
    const auto view = vault->request(id).value();
    CHECK(view->state == "refused");
    CHECK(view->refusal_code == "insufficient_funds");
    CHECK(vault->money({}).value().queued == Cents::of(0));
    CHECK(vault->intent(CommandId::from_bytes(saved.id()).take()).value()->state == "refused");
    REQUIRE(vault->note_outcome(outcome(saved.id(), wire::Outcome::DONE)).ok());
    CHECK(vault->request(id).value()->state == "refused");
    CHECK(vault->note_outcome(outcome(make<CommandId>().raw(), wire::Outcome::DONE)).ok());
}

TEST_CASE_METHOD(World, "the same nonce is the same intent, also after its record came") {
    const Bytes nonce(16, 9);
    const auto first = vault->save_intent(intent(600, nonce)).take();
    const auto again = vault->save_intent(intent(600, nonce)).take();
    CHECK(again.id() == first.id());
    CHECK(vault->requests({}).value().total == 1);
    CHECK(vault->save_intent(intent(700, nonce)).error().code == ErrorCode::kConflict);
    const auto id = RequestId::from_bytes(first.submit_request().request_id()).take();
    REQUIRE(vault->apply(request_record(id, wire::Request::RECEIVED, 1, first.id()), false).ok());
    CHECK(vault->save_intent(intent(600, nonce)).value().id() == first.id());
    CHECK(vault->requests({}).value().total == 1);
    auto foreign = intent();
    foreign.command.set_resident_id(make<ResidentId>().raw());
    CHECK(vault->save_intent(foreign).error().code == ErrorCode::kDenied);
    auto broken = intent();
    broken.command.set_made_ms(0);
    CHECK(vault->save_intent(broken).error().code == ErrorCode::kInvalid);
}

TEST_CASE_METHOD(World, "a queued message stands in its thread until the hub decides") {
    wire::Command send = command();
    send.mutable_send_message()->set_message_id(make<MessageId>().raw());
    send.mutable_send_message()->set_contact_id(mother.raw());
    send.mutable_send_message()->set_text("Soon");
    REQUIRE(vault->save_intent({send, {}, Cents::of(0)}).ok());
    CHECK(vault->threads(ThreadFilter::kWaiting, {}).value().threads.at(0).last_state == "queued");
    CHECK(vault->messages(mother, {}).value().messages.at(0).state == "queued");
    SECTION("refused") {
        REQUIRE(vault->note_outcome(outcome(send.id(), wire::Outcome::DECLINED, "restricted")).ok());
        const auto refused = vault->messages(mother, {}).value().messages.at(0);
        CHECK(refused.state == "refused");
        CHECK(refused.refusal_code == "restricted");
        CHECK(refused.message.text() == "Soon");
        CHECK(vault->threads(ThreadFilter::kAll, {}).value().threads.at(0).last_state == "refused");
        CHECK(vault->threads(ThreadFilter::kWaiting, {}).value().total == 0);
        REQUIRE(vault->drop_refused(refused.id).ok());
        CHECK(vault->messages(mother, {}).value().total == 0);
        CHECK(vault->threads(ThreadFilter::kAll, {}).value().total == 0);
        CHECK(vault->search("soon", {}).value().total == 0);
    }
    SECTION("held") {
        auto record = message(MessageId::from_bytes(send.send_message().message_id()).take(), "Soon");
        record.mutable_message()->set_direction(wire::Message::OUTBOUND);
        record.mutable_message()->set_state(wire::Message::HELD);
        REQUIRE(vault->apply(record, false).ok());
        CHECK(vault->messages(mother, {}).value().total == 1);
        CHECK(vault->messages(mother, {}).value().messages[0].state == "held");
        CHECK(vault->undecided_intents().value().empty());
    }
}

TEST_CASE_METHOD(World, "read marks and preferences leave no queue behind") {
    wire::Command marks = command();
    marks.mutable_mark_read()->add_message_ids(make<MessageId>().raw());
    REQUIRE(vault->save_intent({marks, {}, Cents::of(0)}).ok());
    CHECK(vault->counts().value().not_sent == 0);
    CHECK(vault->undecided_intents().value().size() == 1);
    REQUIRE(vault->note_outcome(outcome(marks.id(), wire::Outcome::DONE)).ok());
    CHECK(vault->undecided_intents().value().empty());
    CHECK_FALSE(vault->profile().value().has_value());
    wire::Record profile = record(wire::RESIDENT, make<ResidentId>().raw());
    profile.mutable_profile()->set_resident_number("A-1");
    profile.mutable_profile()->set_language("en");
    REQUIRE(vault->apply(profile, false).ok());
    wire::Command chosen = command();
    chosen.mutable_set_preferences()->set_language("es");
    chosen.mutable_set_preferences()->set_text_scale_percent(150);
    const auto stamp = vault->stamps().profile;
    REQUIRE(vault->save_intent({chosen, {}, Cents::of(0)}).ok());
    CHECK(vault->stamps().profile > stamp);
    CHECK(vault->counts().value().not_sent == 0);
    CHECK(vault->profile().value()->language() == "es");
    CHECK(vault->profile().value()->text_scale_percent() == 150);
    CHECK_FALSE(vault->profile().value()->reduced_motion());
    wire::Command still = command();
    still.mutable_set_preferences()->set_reduced_motion(true);
    REQUIRE(vault->save_intent({still, {}, Cents::of(0)}).ok());
    CHECK(vault->profile().value()->language() == "es");
    CHECK(vault->profile().value()->reduced_motion());
    CHECK(vault->profile().value()->reading_speed_percent() == 0);
    wire::Command slow = command();
    slow.mutable_set_preferences()->set_reading_speed_percent(75);
    REQUIRE(vault->save_intent({slow, {}, Cents::of(0)}).ok());
    CHECK(vault->profile().value()->reading_speed_percent() == 75);
    CHECK(vault->profile().value()->reduced_motion());
}

TEST_CASE_METHOD(World, "drafts are kept, replaced, deleted and bounded") {
    REQUIRE(vault->save_draft("request/general", "one", clock.now()).ok());
    REQUIRE(vault->save_draft("request/general", "two", clock.now() + Seconds(1)).ok());
    CHECK(vault->draft("request/general").value()->content == "two");
    CHECK(vault->draft("request/general").value()->saved == clock.now() + Seconds(1));
    REQUIRE(vault->save_draft("request/general", "", clock.now()).ok());
    CHECK_FALSE(vault->draft("request/general").value().has_value());
    CHECK(vault->save_draft("", "x", clock.now()).error().code == ErrorCode::kInvalid);
    CHECK(vault->save_draft(std::string(97, 'k'), "x", clock.now()).error().code == ErrorCode::kInvalid);
    CHECK(vault->save_draft("k", std::string(kMaxDraftBytes + 1, 'x'), clock.now()).error().code ==
          ErrorCode::kTooLarge);
    for (int i = 0; i < kMaxDrafts; ++i) REQUIRE(vault->save_draft("k" + std::to_string(i), "x", clock.now()).ok());
    CHECK(vault->save_draft("one more", "x", clock.now()).error().code == ErrorCode::kTooLarge);
    CHECK(vault->save_draft("k0", "y", clock.now()).ok());
}

TEST_CASE_METHOD(World, "notices of one's own join the facility's, with what was seen") {
    auto personal = record(wire::RESIDENT, make<NoticeId>().raw());
    personal.mutable_notice()->set_valid_from_ms(clock.now().ms());
    REQUIRE(vault->apply(personal, false).ok());
    NoticeView facility_notice;
    facility_notice.id = make<NoticeId>();
    facility_notice.notice.set_emergency(true);
    auto all = vault->notices(clock.now(), {facility_notice}).value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == facility_notice.id);
    CHECK_FALSE(all[0].seen);
    REQUIRE(vault->mark_notices_seen({facility_notice.id}).ok());
    all = vault->notices(clock.now(), {facility_notice}).value();
    CHECK(all[0].seen);
    CHECK_FALSE(all[1].seen);
    CHECK(vault->notices(clock.now() - Milliseconds(1), {}).value().empty());
}
