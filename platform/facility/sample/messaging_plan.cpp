#include "platform/facility/sample/messaging_plan.h"

#include <algorithm>
#include <tuple>

#include "platform/facility/sample/calendar.h"

namespace dayroom::facility::sample {
namespace {

constexpr std::uint64_t kOwnDice = 0x6d657373616765ULL;
constexpr int kCardPercent = 4;  // of what residents send
constexpr int kRefusedPicturePercent = 25;
constexpr int kInvestigatedPercent = 12;
constexpr int kAppealPercent = 30;
constexpr int kRecentAppealPercent = 80;  // of what was rejected in the last days: the queue has some
constexpr int kGrantedPercent = 25;
constexpr std::size_t kPrepaidEvery = 17;  // of the contacts
/// So recent that the first resident can still appeal, with days to spare.
constexpr Milliseconds kRecent = kDay * 7;

bool is_first(const SampleFacility& facility, const SampleMessage& message) {
    return facility.contacts[message.contact].resident == 0;
}

const std::string& appeal_text(const SampleFacility& facility, const SampleMessage& message, Dice& dice) {
    const SampleResident& resident = facility.residents[facility.contacts[message.contact].resident];
    const auto own = facility.texts.appeals.find(resident.language);
    return dice.pick(own == facility.texts.appeals.end() ? facility.texts.appeals.at("en") : own->second);
}

void appeal(SampleFacility& facility, SampleMessage& message, Timestamp at, Dice& dice) {
    message.appeal = wire::Message::APPEAL_OPEN;
    message.appeal_text = appeal_text(facility, message, dice);
    message.appealed = at;
}

void reject(SampleMessage& message) {
    message.state = wire::Message::REJECTED;
    message.rule = "5.3";
    message.reason = "code";
    message.card = SIZE_MAX;
}

/// Two of the first resident's that were let through lately: their own words before what was written to them.
std::vector<SampleMessage*> latest_of_first(SampleFacility& facility) {
    std::vector<SampleMessage*> found;
    for (SampleMessage& message : facility.messages) {
        const bool recent = message.decided > facility.options.now - kRecent;
        if (is_first(facility, message) && recent && message.state == wire::Message::DELIVERED &&
            message.pictures.empty())
            found.push_back(&message);
    }
    std::stable_sort(found.begin(), found.end(), [](const SampleMessage* a, const SampleMessage* b) {
        return std::tie(a->inbound, a->sent) < std::tie(b->inbound, b->sent);
    });
    found.resize(std::min<std::size_t>(found.size(), 2));
    return found;
}

/// Of the first resident's latest messages one was not let through and can be appealed, one is appealed already.
void show_first_appeals(SampleFacility& facility, Dice& dice) {
    const std::vector<SampleMessage*> found = latest_of_first(facility);
    if (found.empty()) return;
    reject(*found.back());
    if (found.size() < 2) return;
    reject(*found.front());
    const Timestamp at = found.front()->decided + dice.minutes(20, 90);
    if (at < facility.options.now - std::chrono::minutes(5)) appeal(facility, *found.front(), at, dice);
}

void deal_appeal(SampleFacility& facility, SampleMessage& message, Dice& dice) {
    const Timestamp now = facility.options.now;
    const Timestamp at = awake(message.decided + dice.minutes(4 * 60, 3 * 24 * 60), dice);
    const Timestamp answered = at + dice.minutes(24 * 60, 14 * 24 * 60);  // ten working days
    const bool granted = dice.chance(kGrantedPercent);
    if (at > now - kHour) return;
    appeal(facility, message, at, dice);
    if (answered > now - kHour) return;
    message.appeal = granted ? wire::Message::APPEAL_GRANTED : wire::Message::APPEAL_REFUSED;
    message.appeal_decided = answered;
}

}  // namespace

void make_messaging(SampleFacility& facility) {
    Dice dice(facility.options.seed ^ kOwnDice);
    for (SampleMessage& message : facility.messages) {
        const bool delivered = message.state == wire::Message::DELIVERED;
        if (!message.inbound && delivered && !facility.texts.cards.empty() && dice.chance(kCardPercent))
            message.card = dice.below(facility.texts.cards.size());
        if (message.inbound && delivered && message.pictures.size() > 1 && !is_first(facility, message))
            message.last_picture_refused = dice.chance(kRefusedPicturePercent);
        if (message.state == wire::Message::HELD) message.investigating = dice.chance(kInvestigatedPercent);
    }
    if (facility.texts.appeals.contains("en")) {
        for (SampleMessage& message : facility.messages) {
            if (message.state != wire::Message::REJECTED || is_first(facility, message)) continue;
            const bool recent = message.decided > facility.options.now - kRecent;
            if (dice.chance(recent ? kRecentAppealPercent : kAppealPercent)) deal_appeal(facility, message, dice);
        }
        show_first_appeals(facility, dice);
    }
    for (std::size_t i = 0; i < facility.contacts.size(); ++i) {
        SampleContact& contact = facility.contacts[i];
        if (contact.state != wire::Contact::APPROVED) continue;
        const bool first = contact.resident == 0;
        contact.prepaid_replies = first ? (i == 0 ? 3 : i == 2 ? 1 : 0) : i % kPrepaidEvery == 3 ? 2 : 0;
    }
}

}  // namespace dayroom::facility::sample
