// A hub without its network, with two reviewers, a resident in each unit, and messages to review.
#pragma once

#include <set>

#include "platform/facility/moderation/review_details.h"
#include "platform/facility/schema/read_transaction.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

struct ReviewFixture : HubFixture {
    Person person = add_resident();
    Person neighbour = add_resident(other_unit);
    ContactId contact = add_contact(person);
    ContactId other_contact = add_contact(neighbour);
    facility::Actor ana = facility::Actor::staff("reviewer", id<facility::ThingId>());
    facility::Actor ben = facility::Actor::staff("reviewer", id<facility::ThingId>());

    /// From outside to `person`, with so many photos, each of its own.
    MessageId receive(const std::string& text = "Hello from home, all is well here", int photos = 0) {
        return receive_for(person, contact, text, photos);
    }
    MessageId receive_for(const Person& to, const ContactId& from, const std::string& text, int photos = 0) {
        facility::InboundMessage message{id<MessageId>(), to.id, from, text, "en", clock.now(), {}};
        for (int each = 0; each < photos; ++each) message.photos.push_back(photo());
        must(run([&](facility::Work& work) { return messages.receive(work, message); }));
        clock.advance(Milliseconds(1'000));
        return message.id;
    }
    MessageId send(const std::string& text = "I miss you all") {
        wire::Command made = command(person);
        const auto message = id<MessageId>();
        wire::SendMessage& body = *made.mutable_send_message();
        body.set_message_id(message.raw());
        body.set_contact_id(contact.raw());
        body.set_text(text);
        body.set_receipt_code(receipt());
        const wire::Outcome outcome = execute(person, made);
        if (outcome.result() != wire::Outcome::DONE) throw std::runtime_error("not sent: " + outcome.code());
        clock.advance(Milliseconds(1'000));
        return message;
    }
    void appeal(const MessageId& message) {
        wire::Command made = command(person);
        wire::AppealMessage& body = *made.mutable_appeal_message();
        body.set_message_id(message.raw());
        body.set_text("It was only a recipe");
        body.set_receipt_code(receipt());
        const wire::Outcome outcome = execute(person, made);
        if (outcome.result() != wire::Outcome::DONE) throw std::runtime_error("not appealed: " + outcome.code());
    }
    facility::PhotoRef photo() {
        facility::PhotoRef ref{{}, 640, 480, 1'000};
        random.fill(ref.sha256);
        facility::BlobRef blob{ref.sha256, ref.bytes, Secret::random(kKeyBytes, random)};
        must(run([&](facility::Work& work) { return messages.add_blob(work, blob); }));
        return ref;
    }
    std::vector<crypto::Digest> photos_of(const MessageId& message) {
        std::vector<crypto::Digest> all;
        must(reader->each(
            "SELECT sha256 FROM message_photo WHERE message = $1 ORDER BY position",
            [&](const database::Row& row) { all.push_back(row.array<32>(0)); }, message));
        return all;
    }
    void set_policy(const facility::ReviewPolicy& policy) {
        must(run([&](facility::Work& work) { return facility::set_review_policy(work, policy); }));
    }
    facility::WatchListId add_list(const std::string& name, const facility::Scope& scope,
                                   const std::vector<std::string>& patterns,
                                   facility::WatchList::Kind kind = facility::WatchList::Kind::kWord) {
        facility::WatchList list{id<facility::WatchListId>(), name, kind, scope, 0};
        must(run([&](facility::Work& work) { return facility::WatchLists::add(work, list); }));
        must(set_patterns(list.id, patterns));
        return list.id;
    }
    Status set_patterns(const facility::WatchListId& list, const std::vector<std::string>& patterns) {
        return moderation.screening().set_patterns(*writer, *reader, ana, list, patterns);
    }
    facility::Scope everybody() { return facility::Scope::facility(facility); }

    Result<facility::Approval> approve(const facility::Actor& by, const MessageId& message,
                                       const std::vector<crypto::Digest>& rejected = {}) {
        return writer->make(by, [&](facility::Work& work) { return moderation.approve(work, message, rejected); });
    }
    Status reject(const facility::Actor& by, const MessageId& message, const std::string& reason = "contraband") {
        return run_as(by, [&](facility::Work& work) { return moderation.reject(work, message, "4.2", reason); });
    }
    Result<facility::Approval> grant(const facility::Actor& by, const MessageId& appealed,
                                     const std::string& answer = "It was a recipe") {
        return writer->make(by, [&](facility::Work& work) { return moderation.grant_appeal(work, appealed, answer); });
    }
    Status claim(const facility::Actor& by, const MessageId& message) {
        return run_as(by, [&](facility::Work& work) { return facility::ReviewQueue::claim(work, message); });
    }
    std::optional<MessageId> claim_next(const facility::Actor& by,
                                        facility::ReviewView view = facility::ReviewView::kAll,
                                        const std::optional<MessageId>& after = {}) {
        return must(writer->make(
            by, [&](facility::Work& work) { return facility::ReviewQueue::claim_next(work, view, after); }));
    }
    std::vector<MessageId> queue(const facility::Actor& by, facility::ReviewView view = facility::ReviewView::kAll,
                                 const std::optional<UnitId>& in_unit = {}) {
        facility::ReviewFilter filter;
        filter.view = view;
        filter.unit = in_unit;
        filter.reviewer = by.id;
        filter.limit = facility::kMaxReviewPage;
        const auto page = must(facility::ReviewQueue::page(*reader, filter, clock.now()));
        if (static_cast<std::int64_t>(page.size()) != must(facility::ReviewQueue::count(*reader, filter, clock.now())))
            throw std::runtime_error("page and count disagree");
        return page;
    }
    std::optional<facility::ReviewDetails> details(const MessageId& message) {
        return must(facility::review_details(*reader, messages, message, clock.now()));
    }
    wire::Message::State state(const MessageId& message) {
        return must(messages.find(*reader, message))->message.state();
    }
    /// Everything that the audit log holds, as text.
    std::string audit_text() {
        must(run([](facility::Work&) { return Status(); }));
        std::string all;
        const auto add = [&](const database::Row& row) {
            all += std::string(record::name_of(static_cast<record::Event>(row.integer(0)))) + " " + row.string(1) +
                   " " + row.string(2) + "\n";
        };
        const auto moment = must(facility::ReadTransaction::begin(*reader));
        must(reader->each("SELECT event, actor_kind, code FROM audit ORDER BY sequence", add));
        must(reader->each("SELECT event, actor, code FROM audit_queue ORDER BY no", add));
        return all;
    }
};

inline std::string code_of(const Status& status) { return status.ok() ? "" : status.error().text_key; }
template <typename T>
std::string code_of(const Result<T>& result) {
    return result.ok() ? "" : result.error().text_key;
}

}  // namespace dayroom::test
