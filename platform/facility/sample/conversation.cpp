#include "platform/facility/sample/conversation.h"

#include <algorithm>

#include "platform/base/fake_clock.h"
#include "platform/facility/sample/calendar.h"
#include "platform/facility/sample/people.h"

namespace dayroom::facility::sample {
namespace {

constexpr std::size_t kPicturesPerScene = 2;
constexpr int kRejectedPerThousand = 14;
constexpr std::size_t kRecentTopics = 12;
constexpr int kPhotoTopicsPassed = 62;  // percent
constexpr int kTries = 4;               // for words that nobody has used yet
constexpr Milliseconds kUnreadFor = kDay * 6;

bool near_birthday(int birthday, Timestamp at) {
    const int since = (day_of_year(at) - birthday + 365) % 365;
    return since <= 2;
}

std::string joined(const std::vector<std::string>& parts, const std::string& with) {
    std::string text;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        // A greeting that ends in a comma stands on a line of its own.
        const bool greeting = !text.empty() && text.back() == ',' && &part == &parts[1];
        if (greeting)
            text += '\n';
        else if (!text.empty() && text.back() != '\n' && part[0] != '\n')
            text += with;
        text += part;
    }
    return text;
}

// Names that stay the same in all of a resident's conversations.
Chosen world_of(const Phrases& phrases, std::size_t resident, std::uint64_t seed) {
    Chosen world;
    Dice dice(seed * 7'919 + resident * 104'729 + 17);
    for (const char* slot : {"aunt", "uncle", "pet", "neighbor", "cousin", "unitjob", "class"}) {
        const auto values = phrases.slots.find(slot);
        if (values != phrases.slots.end()) world[slot] = dice.pick(values->second);
    }
    return world;
}

// What the weather can be at that time of the year.
Chosen weather_at(const Phrases& phrases, Timestamp at, Dice& dice) {
    const std::string month = month_day(at).substr(0, 2);
    const char* list = month >= "05" && month <= "09"   ? "weather_warm"
                       : month >= "11" || month <= "03" ? "weather_cold"
                                                        : "weather";
    const auto values = phrases.slots.find(list);
    Chosen chosen;
    if (values != phrases.slots.end()) chosen["weather"] = dice.pick(values->second);
    return chosen;
}

std::string named(const std::string& term, const std::string& name) {
    const std::size_t star = term.find('*');
    return star == std::string::npos ? term : term.substr(0, star) + name + term.substr(star + 1);
}

}  // namespace

struct ConversationWriter::Thread {
    const ConversationPlan& plan;
    const SampleContact& contact;
    const SampleResident& resident;
    const Phrases& phrases;
    std::string kind;
    Speaker outside;
    Speaker inside;
    Child child;
    Chosen world;
    std::vector<std::string> recent;  // topics
    Timestamp last;                   // decided
    int written = 0;
};

ConversationWriter::ConversationWriter(const Assets& assets, Dice& dice, SampleFacility& facility)
    : assets_(assets), dice_(dice), out_(facility) {}

PhraseContext ConversationWriter::context_of(const Thread& thread, bool inbound, Chosen& chosen) {
    const Speaker& speaker = inbound ? thread.outside : thread.inside;
    const Speaker& other = inbound ? thread.inside : thread.outside;
    return {&thread.phrases, &speaker, &other, &thread.child, &thread.world, &chosen, &dice_};
}

std::size_t ConversationWriter::picture(const std::vector<std::string>& scenes) {
    const SamplePicture wanted{dice_.pick(scenes), out_.options.seed * 31 + dice_.below(kPicturesPerScene)};
    const auto found = std::find_if(out_.pictures.begin(), out_.pictures.end(), [&](const SamplePicture& have) {
        return have.scene == wanted.scene && have.seed == wanted.seed;
    });
    if (found != out_.pictures.end()) return static_cast<std::size_t>(found - out_.pictures.begin());
    out_.pictures.push_back(wanted);
    return out_.pictures.size() - 1;
}

void ConversationWriter::add_parts(Thread& thread, const Turn& turn, const PhraseContext& context,
                                   std::vector<std::string>& out) {
    for (const Part& part : turn) {
        Part usable;
        for (const std::string& text : part) {
            if (thread.child.name.empty() && needs_child(text)) continue;
            usable.push_back(text);
        }
        if (!usable.empty()) out.push_back(fill(dice_.pick(usable), context));
    }
}

std::string ConversationWriter::compose(Thread& thread, const Exchange& exchange, std::size_t turn, bool inbound,
                                        Chosen& chosen) {
    const PhraseContext context = context_of(thread, inbound, chosen);
    std::vector<std::string> parts;
    if (dice_.chance(turn == 0 ? 70 : 40)) {
        parts.push_back(
            fill(dice_.pick(inbound ? thread.phrases.greet_outside : thread.phrases.greet_inside), context));
    }
    add_parts(thread, exchange.turns[turn], context, parts);
    if (dice_.chance(turn == 0 ? 42 : 38)) {
        Part aside = {dice_.pick(inbound ? thread.phrases.asides_outside : thread.phrases.asides_inside)};
        if (aside[0].starts_with('{')) aside[0] = capitalised(fill(aside[0], context));
        // A new thought stands in a paragraph of its own now and then.
        if (dice_.chance(35)) parts.push_back("\n\n");
        add_parts(thread, {aside}, context, parts);
        if (parts.back() == "\n\n") parts.pop_back();
    }
    const auto special = thread.phrases.close_inside.find(thread.kind);
    const auto usual = thread.phrases.close.find(thread.kind);
    const bool own = !inbound && special != thread.phrases.close_inside.end();
    if ((own || usual != thread.phrases.close.end()) && dice_.chance(66) &&
        (inbound || own || thread.kind != "guide")) {
        parts.push_back(fill(dice_.pick(own ? special->second : usual->second), context));
    }
    return joined(parts, thread.phrases.join);
}

const Exchange* ConversationWriter::choose_exchange(const Thread& thread, Timestamp at, bool from_outside) {
    std::vector<const Exchange*> fit;
    std::vector<const Exchange*> fresh;
    for (const Exchange& exchange : thread.phrases.exchanges) {
        if (std::find(exchange.who.begin(), exchange.who.end(), thread.kind) == exchange.who.end()) continue;
        if (!in_season(exchange.season, at)) continue;
        // Few families send a photo each time.
        if (!exchange.photo_scenes.empty() && !exchange.topic.starts_with("birthday") &&
            dice_.chance(kPhotoTopicsPassed))
            continue;
        if (from_outside && exchange.start != Side::kOutside) continue;
        // A friend does not tell of somebody else's child at home.
        const bool knows_child = !thread.child.name.empty() && thread.contact.relationship != "friend";
        if (!knows_child && !works_without_child(exchange.turns[0])) continue;
        if (exchange.topic == "birthday_res" && !near_birthday(thread.resident.birthday, at)) continue;
        if (exchange.topic == "birthday_kid" && !near_birthday(thread.resident.child_birthday, at)) continue;
        fit.push_back(&exchange);
        const auto& recent = thread.recent;
        if (std::find(recent.begin(), recent.end(), exchange.topic) == recent.end()) fresh.push_back(&exchange);
    }
    // What belongs to the day comes first.
    for (const Exchange* exchange : fresh) {
        if (exchange->topic.starts_with("birthday") || (!exchange->season.from.empty() && dice_.chance(30)))
            return exchange;
    }
    if (!fresh.empty()) return dice_.pick(fresh);
    return fit.empty() ? nullptr : dice_.pick(fit);
}

SampleMessage& ConversationWriter::append(Thread& thread, bool inbound, std::string text, Timestamp at) {
    SampleMessage message;
    message.contact = thread.plan.contact;
    message.inbound = inbound;
    message.text = std::move(text);
    message.language = thread.phrases.language;
    message.sent = at;
    FakeClock clock(at);
    message.id = MessageId::make(clock, dice_.random());
    out_.messages.push_back(std::move(message));
    ++thread.written;
    return out_.messages.back();
}

// Clean text passes the word filter in seconds; photos, and one in eight, wait for staff.
void ConversationWriter::decide(Thread& thread, SampleMessage& message) {
    const bool reviewed = !message.pictures.empty() || dice_.chance(12) || message.state == wire::Message::REJECTED;
    const bool busy = thread.plan.messages > 400;  // a dense conversation of the heavy resident
    message.decided =
        message.sent + (reviewed && !busy ? dice_.minutes(20, 26 * 60) : Milliseconds(dice_.between(1'500, 45'000)));
    thread.last = message.decided;
}

bool ConversationWriter::maybe_write_rejected(Thread& thread, Timestamp at) {
    if (thread.phrases.rejected.empty() || dice_.below(1000) >= kRejectedPerThousand * 2) return false;
    const RejectedText& chosen = dice_.pick(thread.phrases.rejected);
    const bool inbound = chosen.side == Side::kOutside;
    Chosen words;
    SampleMessage& message =
        append(thread, inbound, fill(dice_.pick(chosen.texts), context_of(thread, inbound, words)), at);
    message.state = wire::Message::REJECTED;
    message.rule = chosen.rule;
    const auto reason = out_.texts.reason_of_rule.find(chosen.rule);
    message.reason = reason == out_.texts.reason_of_rule.end() ? "other" : reason->second;
    if (inbound && !chosen.scenes.empty()) message.pictures.push_back(picture(chosen.scenes));
    decide(thread, message);
    return true;
}

void ConversationWriter::write_exchange(Thread& thread, const Exchange& exchange, Timestamp at, int left) {
    Chosen chosen = weather_at(thread.phrases, at, dice_);
    // Now and then a letter speaks of two things, and so does the answer.
    const Exchange* second = dice_.chance(14) ? choose_exchange(thread, at, exchange.start == Side::kOutside) : nullptr;
    if (second == &exchange || (second != nullptr && second->start != exchange.start)) second = nullptr;
    Chosen more;
    const std::int64_t pace = (thread.plan.to - thread.plan.from).count() / std::max(1, thread.plan.messages);
    for (std::size_t turn = 0; turn < exchange.turns.size() && left > 0; ++turn, --left) {
        const bool inbound = (exchange.start == Side::kOutside) == (turn % 2 == 0);
        if (turn > 0) {
            const std::int64_t pause =
                std::clamp(pace, Milliseconds(std::chrono::minutes(5)).count(), 26 * kHour.count());
            const Timestamp when = thread.last + Milliseconds(dice_.between(pause / 8, pause));
            at = pace > kHour.count() ? awake(when, dice_) : when;
        }
        std::string text = compose(thread, exchange, turn, inbound, chosen);
        for (int again = 0; again < kTries && (text.empty() || said_.contains(text)); ++again) {
            text = compose(thread, exchange, turn, inbound, chosen);
        }
        if (text.empty()) break;
        said_.insert(text);
        if (second != nullptr && turn < second->turns.size()) {
            std::vector<std::string> parts;
            add_parts(thread, second->turns[turn], context_of(thread, inbound, more), parts);
            text += "\n\n" + joined(parts, thread.phrases.join);
        }
        SampleMessage& message = append(thread, inbound, std::move(text), at);
        if (inbound && turn == exchange.photo_turn && !exchange.photo_scenes.empty()) {
            const std::size_t count = dice_.chance(80) ? 1 : 2;
            for (std::size_t i = 0; i < count; ++i) {
                const std::size_t one = picture(exchange.photo_scenes);
                if (std::find(message.pictures.begin(), message.pictures.end(), one) == message.pictures.end())
                    message.pictures.push_back(one);
            }
        }
        decide(thread, message);
    }
    thread.recent.push_back(exchange.topic);
    if (second != nullptr) thread.recent.push_back(second->topic);
    while (thread.recent.size() > kRecentTopics) thread.recent.erase(thread.recent.begin());
}

void ConversationWriter::add_photo(SampleMessage& message) {
    const SampleContact& contact = out_.contacts[message.contact];
    const Phrases* phrases = assets_.find(message.language);
    if (phrases == nullptr || phrases->photo_asides.empty()) return;
    const SampleResident& resident = out_.residents[contact.resident];
    const Speaker outside{contact.native_given, contact.native_given, contact.man};
    const Speaker inside{resident.native, resident.native, resident.man};
    const Child child{resident.child, resident.child_is_boy};
    const PhotoAside& aside = dice_.pick(phrases->photo_asides);
    // Kinship pronouns are the conversation's own; a sentence that needs them is left out here.
    const bool kin = aside.text.find("elf}") != std::string::npos || aside.text.find("ou}") != std::string::npos;
    Chosen chosen;
    const Chosen world;
    if (!kin) {
        message.text += (message.text.empty() ? "" : "\n\n") +
                        fill(aside.text, {phrases, &outside, &inside, &child, &world, &chosen, &dice_});
    }
    message.pictures.push_back(picture(aside.scenes));
}

// The newest messages: what was answered was read; the end is as the plan says.
void ConversationWriter::end(Thread& thread, std::size_t first) {
    auto& messages = out_.messages;
    const Timestamp latest = out_.options.now - dice_.minutes(2, 90);
    // Late nights may have pushed the end into the future: the last words move together, the order stays.
    Timestamp limit = latest;
    for (std::size_t i = messages.size(); i > first && messages[i - 1].decided > limit; --i) {
        SampleMessage& message = messages[i - 1];
        const Milliseconds back = message.decided - limit;
        message.decided = limit;
        message.sent = message.sent - back;
        limit = message.sent - std::chrono::minutes(2);
    }
    if (thread.plan.ending == Ending::kHeld) {
        SampleMessage& last = messages.back();
        last.state = wire::Message::HELD;
        last.rule.clear();
        last.reason.clear();
        const Timestamp after = messages.size() - first > 1 ? messages[messages.size() - 2].decided : last.sent;
        last.sent = std::max(std::max(after + std::chrono::minutes(3), last.sent),
                             out_.options.now - dice_.minutes(30, 52 * 60));
        last.sent = std::min(last.sent, out_.options.now - std::chrono::minutes(2));
        last.decided = Timestamp();
    }
    if (thread.plan.ending == Ending::kUnread) {
        for (std::size_t i = messages.size(); i > first && messages[i - 1].inbound; --i) {
            if (i < messages.size() && messages[i - 1].sent < out_.options.now - kUnreadFor) break;
            messages[i - 1].read = false;
        }
    }
}

Status ConversationWriter::write(const ConversationPlan& plan) {
    const SampleContact& contact = out_.contacts[plan.contact];
    const SampleResident& resident = out_.residents[contact.resident];
    const Phrases* phrases = assets_.find(contact.language);
    if (phrases == nullptr) return Error(ErrorCode::kInvalid, "no phrases in " + contact.language);
    const auto& all = resident.man ? phrases->terms_men : phrases->terms_women;
    const auto found = all.find(contact.relationship);
    if (found == all.end() || found->second.empty()) {
        return Error(ErrorCode::kInvalid, contact.relationship + " has no terms in " + contact.language);
    }
    const Terms& terms = dice_.pick(found->second);
    Thread thread{plan,
                  contact,
                  resident,
                  *phrases,
                  std::string(class_of(contact.relationship)),
                  {contact.native_given, named(terms.contact, contact.native_given), contact.man},
                  {resident.native, named(terms.resident, resident.native), resident.man},
                  {resident.child, resident.child_is_boy},
                  world_of(*phrases, contact.resident, out_.options.seed),
                  {},
                  plan.from,
                  0};
    const std::size_t first = out_.messages.size();
    const double span = static_cast<double>((plan.to - plan.from).count());
    while (thread.written < plan.messages) {
        const int left = plan.messages - thread.written;
        const bool last_word = plan.ending == Ending::kUnread && left <= 2;
        const double position =
            last_word ? 1 - 0.004 * (left - 1) : (thread.written + 0.6 * dice_.share()) / plan.messages;
        const Timestamp wished = plan.from + Milliseconds(static_cast<std::int64_t>(span * position));
        const Timestamp at = awake(std::max(wished, thread.last + std::chrono::minutes(4)), dice_);
        if (left > 1 && maybe_write_rejected(thread, at)) continue;
        const Exchange* exchange = choose_exchange(thread, at, last_word);
        if (exchange == nullptr) return Error(ErrorCode::kInvalid, "no exchange fits in " + contact.language);
        write_exchange(thread, *exchange, at, last_word ? 1 : left);
    }
    end(thread, first);
    return {};
}

}  // namespace dayroom::facility::sample
