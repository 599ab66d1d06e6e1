#include "platform/facility/sample/people.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/base/fake_clock.h"
#include "platform/facility/sample/calendar.h"

namespace dayroom::facility::sample {
namespace {

struct Origin {
    const char* name;
    const char* language;
    std::size_t weight;
};
constexpr std::array kOrigins = {Origin{"us", "en", 54},     Origin{"hispanic", "es", 27},
                                 Origin{"haitian", "ht", 6}, Origin{"vietnamese", "vi", 5},
                                 Origin{"chinese", "zh", 4}, Origin{"arab", "ar", 4}};

struct Relation {
    const char* code;
    const char* kind;
    int gender;  // 1 man, 2 woman, 0 either
    std::size_t weight;
};
constexpr std::array kRelations = {
    Relation{"mother", "elder", 2, 18},     Relation{"father", "elder", 1, 8},      Relation{"wife", "partner", 2, 12},
    Relation{"husband", "partner", 1, 12},  Relation{"partner", "partner", 0, 6},   Relation{"son", "child", 1, 5},
    Relation{"daughter", "child", 2, 6},    Relation{"sister", "peer", 2, 12},      Relation{"brother", "peer", 1, 9},
    Relation{"grandmother", "elder", 2, 6}, Relation{"grandfather", "elder", 1, 2}, Relation{"aunt", "elder", 2, 6},
    Relation{"uncle", "elder", 1, 4},       Relation{"cousin", "peer", 0, 6},       Relation{"friend", "peer", 0, 9},
    Relation{"pastor", "guide", 1, 3},      Relation{"mentor", "guide", 0, 3}};

// PINs that pass the hub's own rules; the demo prints them.
constexpr std::array kDemoPins = {"4826", "7391", "5164", "9257", "6038", "2749", "8315", "3962", "7048", "5283"};

template <typename Items>
const typename Items::value_type& pick_weighted(const Items& items, Dice& dice) {
    std::size_t total = 0;
    for (const auto& item : items) total += item.weight;
    std::size_t at = dice.below(total);
    for (const auto& item : items) {
        if (at < item.weight) return item;
        at -= item.weight;
    }
    return items.back();
}

std::string native_of(const Names& names, const std::string& given) {
    const auto found = names.native.find(given);
    return found == names.native.end() ? given : found->second;
}

/// One of the hundred numbers of an area that are kept free for stories.
std::string fictional_number(std::size_t index) {
    const std::string area = std::to_string(200 + index / 100);
    const std::string line = std::to_string(index % 100);
    return "+1 " + area + " 555 01" + (line.size() < 2 ? "0" : "") + line;
}

class People {
public:
    People(const Assets& assets, Dice& dice, SampleFacility& facility)
        : assets_(assets), dice_(dice), out_(facility), clock_(facility.began) {}

    Status make();

private:
    std::size_t count(wire::Contact::State state) const;
    std::size_t next_resident();
    std::string new_number();
    void add_resident(std::size_t at);
    void add_pin(std::size_t at, SampleResident& resident);
    void add_first_contacts();
    void add_first_others();
    bool suits(const Relation& relation, const SampleResident& resident, const Phrases& phrases) const;
    bool taken(std::size_t resident, std::string_view relationship) const;
    Status add_contact(std::size_t at, wire::Contact::State state);
    void put(std::size_t at, SampleContact contact);

    const Assets& assets_;
    Dice& dice_;
    SampleFacility& out_;
    FakeClock clock_;
    std::set<std::string> numbers_;
    std::size_t round_ = 0;
};

Status People::make() {
    for (int i = 0; i < out_.options.residents; ++i) add_resident(static_cast<std::size_t>(i));
    const int approved = (out_.options.residents * kContactsPerTwoResidents + 1) / 2;
    add_first_contacts();
    while (count(wire::Contact::APPROVED) < static_cast<std::size_t>(approved)) {
        TRY(add_contact(next_resident(), wire::Contact::APPROVED));
    }
    const std::size_t others = static_cast<std::size_t>(approved) / 15 + 1;
    for (std::size_t i = 0; i < others; ++i) {
        TRY(add_contact(dice_.below(out_.residents.size()),
                        i % 3 == 2 ? wire::Contact::BLOCKED : wire::Contact::REQUESTED));
    }
    return {};
}

std::size_t People::count(wire::Contact::State state) const {
    return static_cast<std::size_t>(std::count_if(out_.contacts.begin(), out_.contacts.end(),
                                                  [&](const SampleContact& c) { return c.state == state; }));
}

// One round gives everybody a contact; what is left goes to anybody.
std::size_t People::next_resident() {
    while (round_ < out_.residents.size()) {
        const std::size_t at = round_++;
        if (at > 0) return at;
    }
    return 1 + dice_.below(out_.residents.size() - 1);
}

std::string People::new_number() {
    for (;;) {
        std::string number = std::to_string(dice_.between(100'300, 999'999));
        if (numbers_.insert(number).second) return number;
    }
}

void People::add_resident(std::size_t at) {
    SampleResident resident;
    resident.unit = at % out_.units.size();
    resident.man = !out_.units[resident.unit].women;
    const Origin& origin = at == 0 ? kOrigins[1] : pick_weighted(kOrigins, dice_);
    const Names& names = assets_.names.at(origin.name);
    resident.origin = origin.name;
    resident.language = at == 0 ? "en" : origin.language;
    resident.given = at == 0 ? "Daniel" : dice_.pick(resident.man ? names.men : names.women);
    resident.family = at == 0 ? "Delgado" : dice_.pick(names.family);
    resident.native = native_of(names, resident.given);
    resident.number = at == 0 ? "100234" : new_number();
    const auto days = static_cast<std::int64_t>(out_.options.days);
    resident.arrived = out_.began + (at == 0 ? Milliseconds{} : dice_.minutes(0, days * 24 * 60 / 3));
    clock_.set_now(resident.arrived);
    resident.id = ResidentId::make(clock_, dice_.random());
    resident.birthday = static_cast<int>(dice_.below(365));
    resident.child_birthday = static_cast<int>(dice_.below(365));
    if (at == 0 || dice_.chance(70)) {
        resident.child_is_boy = at != 0 && dice_.chance(50);
        resident.child = at == 0 ? "Lucía" : dice_.pick(resident.child_is_boy ? names.boys : names.girls);
    }
    add_pin(at, resident);
    out_.residents.push_back(std::move(resident));
}

void People::add_pin(std::size_t at, SampleResident& resident) {
    const std::size_t in_unit = at / out_.units.size();
    const std::size_t of_unit = static_cast<std::size_t>(out_.options.residents) / out_.units.size();
    resident.pin_is_set = in_unit < std::min<std::size_t>(kReadyPerUnit, std::max<std::size_t>(1, of_unit / 2));
    if (resident.pin_is_set) {
        resident.pin = kDemoPins[at % kDemoPins.size()];
        return;
    }
    // Six digits, no two neighbours alike and no run.
    while (resident.pin.size() < 6) {
        const char digit = static_cast<char>('0' + dice_.below(10));
        if (!resident.pin.empty() && std::abs(resident.pin.back() - digit) < 2) continue;
        resident.pin += digit;
    }
}

// The demo's first resident hears from people in six languages.
void People::add_first_contacts() {
    struct First {
        const char* name;
        const char* native;
        bool man;
        const char* relationship;
        const char* language;
    };
    constexpr std::array kFirst = {First{"María Delgado", "María", false, "mother", "es"},
                                   First{"Rosa Delgado", "Rosa", false, "wife", "en"},
                                   First{"Dwayne Carter", "Dwayne", true, "friend", "en"},
                                   First{"Như Trần", "Như", false, "friend", "vi"},
                                   First{"Yusuf Rahman", "يوسف", true, "friend", "ar"},
                                   First{"Li Wei", "伟", true, "friend", "zh"},
                                   First{"Jean Baptiste", "Jean", true, "friend", "ht"},
                                   First{"Miguel Delgado", "Miguel", true, "brother", "es"},
                                   First{"Paula Grant", "Paula", false, "mentor", "en"}};
    for (const First& first : kFirst) {
        SampleContact contact;
        contact.name = first.name;
        contact.native_given = first.native;
        contact.man = first.man;
        contact.relationship = first.relationship;
        contact.language = first.language;
        put(0, std::move(contact));
    }
    SampleContact invited;
    invited.name = "Ruth Okafor";
    invited.native_given = "Ruth";
    invited.man = false;
    invited.relationship = "pastor";
    invited.language = "en";
    invited.state = wire::Contact::INVITED;
    put(0, std::move(invited));
    add_first_others();
}

// And the first resident's list has every state.
void People::add_first_others() {
    struct Other {
        const char* name;
        const char* relationship;
        wire::Contact::State state;
        const char* reason;
        bool by_resident;
    };
    constexpr std::array kOthers = {
        Other{"Carla Mendez", "cousin", wire::Contact::REQUESTED, "", false},
        Other{"Tony Reyes", "friend", wire::Contact::REFUSED, "not_found", false},
        Other{"Sharon Pike", "other", wire::Contact::BLOCKED, "", true},
        Other{"Victor Salas", "friend", wire::Contact::BLOCKED, "", false},
    };
    for (const Other& other : kOthers) {
        SampleContact contact;
        contact.name = other.name;
        contact.relationship = other.relationship;
        contact.language = "en";
        contact.state = other.state;
        contact.reason = other.reason;
        contact.blocked_by_resident = other.by_resident;
        put(0, std::move(contact));
    }
}

bool People::suits(const Relation& relation, const SampleResident& resident, const Phrases& phrases) const {
    const auto& terms = resident.man ? phrases.terms_men : phrases.terms_women;
    if (!terms.contains(relation.code)) return false;
    const std::string_view code = relation.code;
    if (code == "wife") return resident.man;
    if (code == "husband") return !resident.man;
    return true;
}

bool People::taken(std::size_t resident, std::string_view relationship) const {
    static const std::set<std::string_view> kOnce = {"mother", "father", "wife", "husband", "partner", "grandfather"};
    if (!kOnce.contains(relationship)) return false;
    const bool partner = class_of(relationship) == "partner";
    return std::any_of(out_.contacts.begin(), out_.contacts.end(), [&](const SampleContact& c) {
        return c.resident == resident &&
               (partner ? class_of(c.relationship) == "partner" : c.relationship == relationship);
    });
}

Status People::add_contact(std::size_t at, wire::Contact::State state) {
    const SampleResident& resident = out_.residents[at];
    const Phrases* phrases = assets_.find(dice_.chance(85) ? resident.language : "en");
    if (phrases == nullptr) return Error(ErrorCode::kInvalid, "no phrases in " + resident.language);
    const Relation* relation = nullptr;
    do {
        relation = &pick_weighted(kRelations, dice_);
    } while (!suits(*relation, resident, *phrases) || taken(at, relation->code));
    const Names& names = assets_.names.at(resident.origin);
    SampleContact contact;
    contact.man = relation->gender == 0 ? dice_.chance(50) : relation->gender == 1;
    if (std::string_view(relation->code) == "partner") contact.man = !resident.man;
    std::string given;
    do {
        given = dice_.pick(contact.man ? names.men : names.women);
    } while (given == resident.given);
    const bool same_family =
        std::string_view(relation->kind) != "guide" && std::string_view(relation->code) != "friend" && dice_.chance(65);
    contact.name = given + " " + (same_family ? resident.family : dice_.pick(names.family));
    contact.native_given = native_of(names, given);
    contact.relationship = relation->code;
    contact.language = phrases->language;
    contact.state = state;
    put(at, std::move(contact));
    return {};
}

void People::put(std::size_t at, SampleContact contact) {
    const SampleResident& resident = out_.residents[at];
    contact.resident = at;
    const bool waits = contact.state == wire::Contact::REQUESTED || contact.state == wire::Contact::INVITED;
    contact.address = fictional_number(out_.contacts.size());
    contact.made =
        waits ? out_.options.now - dice_.minutes(60, 6 * 24 * 60) : resident.arrived + dice_.minutes(30, 4 * 24 * 60);
    clock_.set_now(contact.made);
    contact.id = ContactId::make(clock_, dice_.random());
    out_.contacts.push_back(std::move(contact));
}

}  // namespace

std::string_view class_of(std::string_view relationship) {
    const auto found = std::find_if(kRelations.begin(), kRelations.end(),
                                    [&](const Relation& relation) { return relation.code == relationship; });
    return found == kRelations.end() ? "peer" : found->kind;
}

Status make_people(const Assets& assets, Dice& dice, SampleFacility& facility) {
    return People(assets, dice, facility).make();
}

}  // namespace dayroom::facility::sample
