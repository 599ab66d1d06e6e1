#include <algorithm>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "platform/base/utf8.h"
#include "platform/facility/sample/calendar.h"
#include "tests/unit/platform/facility/sample/sample_support.h"

using namespace dayroom;
using namespace dayroom::facility::sample;

namespace {

// Everything that a person could see, as one text.
std::string all_of(const SampleFacility& f) {
    std::string all;
    for (const auto& r : f.residents) all += r.id.to_string() + r.number + r.given + r.family + r.pin + r.child;
    for (const auto& c : f.contacts) all += c.id.to_string() + c.name + c.relationship + std::to_string(c.state);
    for (const auto& m : f.messages) {
        all += m.id.to_string() + m.text + std::to_string(m.sent.ms()) + std::to_string(m.decided.ms());
        for (const std::size_t picture : m.pictures) all += f.pictures[picture].scene;
    }
    for (const auto& m : f.money) all += std::to_string(m.at.ms()) + std::to_string(m.cents) + m.detail;
    for (const auto& r : f.requests) all += r.id.to_string() + r.receipt + std::to_string(r.submitted.ms());
    return all;
}

}  // namespace

TEST_CASE("the full sample has what the demo promises") {
    const SampleFacility f = test::sample_of(240, 12'000);
    CHECK(f.units.size() == 3);
    CHECK(f.residents.size() == 240);
    CHECK(f.messages.size() == 12'000);
    std::map<wire::Contact::State, int> contacts;
    for (const auto& c : f.contacts) ++contacts[c.state];
    CHECK(contacts[wire::Contact::APPROVED] == 600);
    CHECK(contacts[wire::Contact::REQUESTED] >= 10);
    CHECK(contacts[wire::Contact::BLOCKED] >= 5);
    CHECK(contacts[wire::Contact::INVITED] == 1);

    std::map<std::string, int> languages;
    std::map<wire::Message::State, int> states;
    std::size_t photos = 0;
    std::size_t unread = 0;
    for (const auto& m : f.messages) {
        ++languages[m.language];
        ++states[m.state];
        photos += m.pictures.size();
        unread += m.read ? 0 : 1;
    }
    REQUIRE(languages.size() == 6);
    for (const auto& [language, count] : languages) CHECK(count >= 200);
    CHECK(photos >= 880);
    CHECK(photos <= 960);
    std::set<std::string> scenes;
    for (const auto& picture : f.pictures) scenes.insert(picture.scene);
    CHECK(scenes.size() >= 40);
    CHECK(states[wire::Message::HELD] >= 60);
    CHECK(states[wire::Message::REJECTED] >= 80);
    CHECK(states[wire::Message::DELIVERED] >= 11'500);
    CHECK(unread >= 150);
    CHECK(f.notices.size() >= 11);
    CHECK(f.forms.size() == 17);
}

TEST_CASE("texts are whole, safe and varied") {
    const SampleFacility f = test::sample_of(240, 12'000);
    std::map<std::string, int> seen;
    for (const auto& m : f.messages) {
        REQUIRE_FALSE(m.text.empty());
        CAPTURE(m.text);
        REQUIRE(m.text.find_first_of("{}[]|^*") == std::string::npos);
        REQUIRE(utf8::sanitize(m.text, 13'000) == m.text);
        ++seen[m.text];
    }
    int repeated = 0;
    for (const auto& [text, count] : seen) repeated += count > 1 ? count : 0;
    CHECK(repeated < 240);  // 2 %
}

TEST_CASE("the same seed gives the same facility, another gives another") {
    const std::string first = all_of(test::sample_of(24, 400, 3));
    CHECK(first == all_of(test::sample_of(24, 400, 3)));
    CHECK(first != all_of(test::sample_of(24, 400, 4)));
}

TEST_CASE("everything belongs to somebody and happens in a possible order") {
    const SampleFacility f = test::sample_of(60, 3'000);
    std::set<std::string> numbers;
    for (const auto& r : f.residents) {
        CHECK(numbers.insert(r.number).second);
        CHECK(r.unit < f.units.size());
        CHECK(r.man != f.units[r.unit].women);
        CHECK(r.arrived >= f.began);
        CHECK(r.pin.size() >= 4);
    }
    for (const auto& c : f.contacts) {
        REQUIRE(c.resident < f.residents.size());
        CHECK(c.made >= f.residents[c.resident].arrived);
    }
    std::map<std::size_t, Timestamp> last;  // of each conversation
    for (const auto& m : f.messages) {
        REQUIRE(m.contact < f.contacts.size());
        const SampleContact& contact = f.contacts[m.contact];
        REQUIRE(contact.state == wire::Contact::APPROVED);
        REQUIRE(m.sent > contact.made);
        REQUIRE(m.sent < f.options.now);
        REQUIRE(m.sent >= last[m.contact]);
        if (m.state == wire::Message::HELD) {
            REQUIRE_FALSE(m.decided.is_set());
            REQUIRE(f.options.now - m.sent < kDay * 5);
        } else {
            REQUIRE(m.decided > m.sent);
            REQUIRE(m.decided <= f.options.now);
            last[m.contact] = m.decided;
        }
        REQUIRE((m.state == wire::Message::REJECTED) == !m.rule.empty());
        if (!m.inbound) REQUIRE(m.pictures.empty());
        for (const std::size_t picture : m.pictures) REQUIRE(picture < f.pictures.size());
    }
    for (const auto& money : f.money) {
        REQUIRE(money.resident < f.residents.size());
        CHECK(money.cents > money.fee_cents);
        CHECK(money.at >= f.residents[money.resident].arrived);
        CHECK(money.at <= f.options.now);
        if (money.ends.is_set()) CHECK(money.ends > money.at);
    }
    for (const auto& r : f.requests) {
        Timestamp before = r.submitted;
        CHECK(before > f.residents[r.resident].arrived);
        CHECK(before < f.options.now);
        for (const auto& step : r.steps) {
            CHECK(step.at > before);
            CHECK(step.at <= f.options.now);
            before = step.at;
        }
    }
}

TEST_CASE("nothing happens later than now, whatever the seed and the hour") {
    const Assets assets = test::sample_assets();
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        Options options;
        options.seed = seed;
        options.now = Timestamp::from_ms(test::kSampleNowMs) + std::chrono::hours(seed);
        options.residents = 24;
        options.messages = 400;
        const auto f = generate(assets, options);
        REQUIRE(f.ok());
        CAPTURE(seed);
        for (const auto& r : f->residents) REQUIRE(r.arrived < options.now);
        for (const auto& c : f->contacts) REQUIRE(c.made < options.now);
        for (const auto& o : f->obligations) REQUIRE(o.at < options.now);
        for (const auto& m : f->messages) REQUIRE(std::max(m.sent, m.decided) < options.now);
        for (const auto& m : f->money) REQUIRE(std::max(m.at, m.ends) < options.now);
        for (const auto& r : f->requests) {
            REQUIRE(r.submitted < options.now);
            for (const auto& step : r.steps) REQUIRE(step.at < options.now);
        }
        for (const auto& n : f->notices) REQUIRE(n.notice.valid_from_ms() < options.now.ms());
    }
}

TEST_CASE("a small sample is whole too") {
    for (const int residents : {3, 24}) {
        const SampleFacility f = test::sample_of(residents, 400);
        CHECK(f.messages.size() == 400);
        for (std::size_t unit = 0; unit < f.units.size(); ++unit) {
            const auto ready = std::count_if(f.residents.begin(), f.residents.end(),
                                             [&](const SampleResident& r) { return r.unit == unit && r.pin_is_set; });
            CHECK(ready >= 1);
            if (residents == 24) CHECK(ready >= 3);
            if (residents == 24) CHECK(8 - ready >= 3);
        }
    }
}

TEST_CASE("the first resident shows the product") {
    const SampleFacility f = test::sample_of(24, 400);
    std::set<std::string> languages;
    std::set<int> states;
    bool unread = false;
    bool photo = false;
    for (const auto& m : f.messages) {
        if (f.contacts[m.contact].resident != 0) continue;
        languages.insert(m.language);
        states.insert(m.state);
        unread = unread || !m.read;
        photo = photo || !m.pictures.empty();
    }
    CHECK(languages.size() == 6);
    CHECK(states.size() == 3);
    CHECK(unread);
    CHECK(photo);
    CHECK(f.residents[0].pin_is_set);
    const auto of_first =
        std::count_if(f.requests.begin(), f.requests.end(), [](const auto& r) { return r.resident == 0; });
    CHECK(of_first >= 5);
}

TEST_CASE("messaging has everything that staff and residents meet") {
    const SampleFacility f = test::sample_of(240, 12'000);
    std::map<wire::Message::Appeal, int> appeals;
    std::map<wire::Contact::State, int> of_first;
    int cards = 0;
    int refused_pictures = 0;
    int investigated = 0;
    int can_appeal = 0;
    for (const auto& m : f.messages) {
        ++appeals[m.appeal];
        cards += m.card != SIZE_MAX ? 1 : 0;
        refused_pictures += m.last_picture_refused ? 1 : 0;
        investigated += m.investigating ? 1 : 0;
        if (m.card != SIZE_MAX) REQUIRE((!m.inbound && m.card < f.texts.cards.size()));
        if (m.last_picture_refused) REQUIRE((m.inbound && m.pictures.size() > 1));
        if (m.appeal == wire::Message::APPEAL_NONE) {
            REQUIRE_FALSE(m.appealed.is_set());
        } else {
            REQUIRE(m.state == wire::Message::REJECTED);
            REQUIRE(m.appealed > m.decided);
            REQUIRE(m.appealed <= m.decided + kDay * 10);
            REQUIRE_FALSE(m.appeal_text.empty());
            REQUIRE(m.appeal_decided.is_set() == (m.appeal != wire::Message::APPEAL_OPEN));
            REQUIRE(std::max(m.appealed, m.appeal_decided) < f.options.now);
        }
        const bool first = f.contacts[m.contact].resident == 0;
        if (first && m.state == wire::Message::REJECTED && m.appeal == wire::Message::APPEAL_NONE &&
            m.decided > f.options.now - kDay * 9)
            ++can_appeal;
    }
    CHECK(appeals[wire::Message::APPEAL_OPEN] >= 2);
    CHECK(appeals[wire::Message::APPEAL_GRANTED] >= 3);
    CHECK(appeals[wire::Message::APPEAL_REFUSED] >= 10);
    CHECK(cards >= 150);
    CHECK(refused_pictures >= 3);
    CHECK(investigated >= 5);
    CHECK(can_appeal >= 1);
    int prepaid = 0;
    int by_resident = 0;
    int by_staff = 0;
    for (const auto& c : f.contacts) {
        if (c.resident == 0) ++of_first[c.state];
        if (c.resident == 0 && c.state == wire::Contact::BLOCKED) ++(c.blocked_by_resident ? by_resident : by_staff);
        prepaid += c.prepaid_replies > 0 ? 1 : 0;
    }
    for (const auto state : {wire::Contact::REQUESTED, wire::Contact::APPROVED, wire::Contact::REFUSED,
                             wire::Contact::BLOCKED, wire::Contact::INVITED})
        CHECK(of_first[state] >= 1);
    CHECK(by_resident >= 1);
    CHECK(by_staff >= 1);
    CHECK(prepaid >= 20);
}

TEST_CASE("options out of range are refused") {
    const Assets assets = test::sample_assets();
    Options options;
    CHECK(generate(assets, options).error().code == ErrorCode::kInvalid);  // no time
    options.now = Timestamp::from_ms(test::kSampleNowMs);
    options.residents = 2;
    CHECK(generate(assets, options).error().code == ErrorCode::kInvalid);
    options.residents = 24;
    options.messages = -1;
    CHECK(generate(assets, options).error().code == ErrorCode::kInvalid);
    options.messages = 10;
    CHECK(generate(Assets{}, options).error().code == ErrorCode::kInvalid);
    CHECK(generate(assets, options).ok());
}
