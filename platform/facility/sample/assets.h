// What the sample is made of: assets/sample/*.json, read once. Every language file holds hand-written turns of
// conversations with slots; phrase.h says how they are filled.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/rules/order_windows.h"
#include "platform/rules/schedule.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility::sample {

inline constexpr std::size_t kMaxAssetBytes = 1024 * 1024;

/// Sides of a conversation: the contact outside, the resident inside.
enum class Side { kOutside, kInside };

/// A part of a message: one of the alternatives; an empty one leaves the part out.
using Part = std::vector<std::string>;
using Turn = std::vector<Part>;

struct Season {  // "MM-DD", both included; empty: all year
    std::string from;
    std::string to;
};
struct Exchange {
    std::string topic;
    Side start = Side::kOutside;
    std::vector<std::string> who;  // classes of relation it suits: "elder", "partner", "child", "peer", "guide"
    Season season;
    std::vector<Turn> turns;  // alternating, `start` first
    std::size_t photo_turn = 0;
    std::vector<std::string> photo_scenes;  // empty: no photo
};
struct PhotoAside {
    std::string text;
    std::vector<std::string> scenes;
};
struct RejectedText {
    std::string rule;
    Side side = Side::kOutside;
    std::vector<std::string> texts;
    std::vector<std::string> scenes;
};
/// How two people call each other.
struct Terms {
    std::string contact;   // what the resident calls the contact; "*" is the given name
    std::string resident;  // what the contact calls the resident
};
struct Phrases {
    std::string language;  // BCP 47
    std::string join = " ";
    std::map<std::string, std::string> self_of;           // a term → how that person says "I"
    std::map<std::string, std::vector<Terms>> terms_men;  // by relationship, for a resident who is a man
    std::map<std::string, std::vector<Terms>> terms_women;
    std::map<std::string, std::vector<std::string>> slots;
    std::vector<std::pair<std::string, std::string>> contractions;  // " a el " → " al "
    std::vector<std::string> greet_outside;
    std::vector<std::string> greet_inside;
    std::map<std::string, std::vector<std::string>> close;         // by class of relation
    std::map<std::string, std::vector<std::string>> close_inside;  // where the resident closes otherwise
    std::vector<Exchange> exchanges;
    std::vector<std::string> asides_outside;
    std::vector<std::string> asides_inside;
    std::vector<PhotoAside> photo_asides;
    std::vector<RejectedText> rejected;
};

struct Names {
    std::vector<std::string> men;
    std::vector<std::string> women;
    std::vector<std::string> family;
    std::vector<std::string> boys;
    std::vector<std::string> girls;
    std::map<std::string, std::string> native;  // a given name in its own script
};

struct UnitTexts {
    std::string name;
    std::string nearest_working;
    bool women = false;
};
struct PriceTexts {
    std::string code;
    std::int64_t cents = 0;
    std::int64_t credits = 0;
    std::vector<std::pair<std::string, std::string>> names;
    int from_days = 0;  // of an offer, relative to now
    int to_days = 0;    // 0: not an offer, in force since the beginning
};
struct CardTexts {
    std::string code;  // also the picture's name
    std::vector<std::pair<std::string, std::string>> names;
};
struct DeductionTexts {
    std::string code;
    std::string legal_basis;
    std::int64_t basis_points = 0;
    bool needs_obligation = false;
    bool into_savings = false;
    std::vector<std::pair<std::string, std::string>> names{};
};
struct ChargeKindTexts {
    std::string code;
    std::vector<std::pair<std::string, std::string>> names;
    std::int64_t cents = 0;  // 0: said with each charge
    bool may_be_owed = false;
};
struct ObligationTexts {
    std::string code;
    std::string legal_basis;
    std::int64_t least_cents = 0;
    std::int64_t most_cents = 0;
};
struct NoticeTexts {
    std::string scope;  // "facility" or a unit's name
    int from_days = 0;  // relative to now
    int to_days = 0;
    int keep_days = 0;  // that it can be read after its end
    Season season;
    wire::Notice notice;  // without its times
};
struct RuleTexts {  // what a rejection may name
    std::string code;
    std::string reason;
    std::string text;
};
struct ListTexts {  // a word or watch list
    std::string name;
    bool watch = false;
    std::string unit;  // its name; empty: the whole facility
    std::vector<std::string> patterns;
};
struct ClassTexts {  // of spending
    std::string code;
    std::int64_t limit_cents = 0;
    bool is_default = false;
};
struct CommissaryTexts {
    std::vector<wire::CatalogCategory> categories;
    std::vector<wire::CatalogItem> items;  // by category and position
    std::vector<ClassTexts> classes;
    rules::WeeklyWindow window;
};
struct VisitPlaceTexts {
    std::string code;
    std::string name;
    std::string room;
    std::vector<std::string> neighbours;
    std::vector<rules::WallHours> hours;
};
struct VisitTexts {
    wire::VisitTerms terms;
    std::vector<VisitPlaceTexts> places;
};
struct ScheduleEntryTexts {
    std::vector<std::string> units;  // empty: all
    wire::Schedule::Entry entry;
};
struct ScheduleDayTexts {
    int in_days = 0;          // from now
    wire::Schedule::Day day;  // without its date
};
struct AppointmentTexts {
    std::size_t first = 0;  // this resident, and after them each of so many
    std::size_t every = 1;
    int in_days = 0;  // from now, at least 1
    int from_minute = 0;
    int to_minute = 0;
    wire::Appointment appointment;             // without its times and note
    std::map<std::string, std::string> notes;  // by language: "en", "es"
    bool cancelled = false;
};
struct ScheduleTexts {
    std::vector<ScheduleEntryTexts> entries;
    std::vector<ScheduleDayTexts> days;
    std::vector<AppointmentTexts> appointments;
};
struct FacilityTexts {
    wire::Facility facility;
    std::vector<UnitTexts> units;
    std::vector<PriceTexts> prices;
    std::vector<RuleTexts> rules;
    std::vector<CardTexts> cards;                             // in their order
    std::map<std::string, std::vector<std::string>> appeals;  // by language: "en", "es"
    std::string appeal_granted;                               // staff's answers
    std::string appeal_refused;
    std::map<std::string, std::string> reason_of_rule;
    std::vector<ListTexts> lists;
    std::vector<DeductionTexts> deductions;
    std::vector<ChargeKindTexts> charge_kinds;
    std::vector<std::string> exempt_sources;
    std::vector<wire::Form> forms;
    std::vector<wire::Document> documents;
    std::vector<ObligationTexts> obligations;
    std::map<std::string, std::string> wages;  // job → what the statement says
    std::vector<NoticeTexts> notices;
    CommissaryTexts commissary;
    wire::PhoneTerms phone;
    VisitTexts visits;
    ScheduleTexts schedule;
};

struct RequestTexts {
    std::vector<std::pair<std::string, std::string>> answers;  // field → value, but the free text
    std::string text_field;
    std::string role;
    struct Words {
        std::string ask;
        std::string answer;
        std::string declined;  // empty: this one is not declined
    };
    std::map<std::string, Words> words;  // by language: "en", "es"
};

struct Assets {
    std::vector<Phrases> languages;
    std::map<std::string, Names> names;  // by origin
    FacilityTexts facility;
    std::map<std::string, std::vector<RequestTexts>> requests;  // by form

    const Phrases* find(std::string_view language) const;
};

/// From `folder` (…/share/sample). kNotFound, kIo, kTooLarge, kInvalid name the file.
Result<Assets> read_assets(const std::filesystem::path& folder);

}  // namespace dayroom::facility::sample
