#include "provisioning/policy/policy_file.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/base/utf8.h"
#include "platform/crypto/hash.h"
#include "platform/money/money.h"
#include "platform/wire/forms.h"
#include "platform/wire/limits.h"
#include "platform/wire/machine_image.h"
#include "platform/wire/policy.h"
#include "platform/wire/schedule_limits.h"
#include "provisioning/policy/form_reader.h"

namespace dayroom::provisioning {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr int kMinutesInDay = 24 * 60;

std::string listed(std::span<const std::string_view> names) {
    std::string all;
    for (const std::string_view name : names) all += (all.empty() ? "" : ", ") + std::string(name);
    return all;
}

void add_names(const forms::Texts& texts, google::protobuf::RepeatedPtrField<wire::LocalText>* out) {
    for (const forms::Text& text : texts) {
        wire::LocalText& added = *out->Add();
        added.set_language(text.language);
        added.set_text(text.text);
    }
}

class PolicyReader {
    void once(std::set<std::string>& seen, NodeReader& reader, const char* member, const std::string& value) {
        if (!value.empty() && !seen.insert(value).second) reader.wrong(member, "comes twice in the file");
    }

    void read_languages(NodeReader& reader) {
        std::set<std::string> seen;
        for (const std::string& language : reader.codes("languages", wire::kMaxLanguages)) {
            if (language.size() < 2 || language.size() > wire::kMaxLanguageTagCharacters)
                reader.wrong("languages", "holds what is no language: write one like \"en\"");
            if (!seen.insert(language).second) reader.wrong("languages", "holds one twice");
            bundle_.add_languages(language);
        }
        if (reader.has("languages") && !seen.contains("en")) reader.wrong("languages", "needs English, \"en\"");
    }

    void read_limits(const JsonNode& node) {
        NodeReader reader(node, problems_);
        for (const wire::LimitRule& rule : wire::limit_rules()) {
            const std::string name(rule.name);
            const bool is_flag = rule.least == 0 && rule.most == 1;
            if (!reader.has(name)) continue;
            wire::PolicyLimit& limit = *bundle_.add_limits();
            limit.set_name(name);
            limit.set_value(is_flag ? read_flag(reader, name) : reader.number(name, rule.least, rule.most, true));
        }
        if (reader.has("idle_warning_s") != reader.has("idle_sign_out_s")) {
            problems_.add(node.place, "\"idle_warning_s\" and \"idle_sign_out_s\" come together");
        } else if (reader.has("idle_warning_s") && value_of("idle_warning_s") + 10 > value_of("idle_sign_out_s")) {
            reader.wrong("idle_warning_s", "must be at least 10 seconds below \"idle_sign_out_s\"");
        }
        reader.done();
    }
    static std::int64_t read_flag(NodeReader& reader, const std::string& name) { return reader.flag(name) ? 1 : 0; }
    std::int64_t value_of(std::string_view name) const {
        for (const wire::PolicyLimit& limit : bundle_.limits())
            if (limit.name() == name) return limit.value();
        return 0;
    }

    void read_unit(const JsonNode& node) {
        NodeReader reader(node, problems_);
        wire::UnitPolicy& unit = *bundle_.add_units();
        const std::string name = reader.text("name", wire::kMaxNameCharacters, true);
        once(units_, reader, "name", name);
        if (const auto known = hub_.unit(name); known.ok()) {
            unit.set_unit_id(known->id.raw());
        } else if (!name.empty()) {
            reader.wrong("name", known.error().detail);
        }
        std::set<std::string> seen;
        for (const std::string& feature : reader.codes("without", 50)) {
            const auto features = wire::policy_features();
            if (std::find(features.begin(), features.end(), feature) == features.end())
                reader.wrong("without", "can hold " + listed(features));
            if (!seen.insert(feature).second) reader.wrong("without", "holds one twice");
            unit.add_features_off(feature);
        }
        unit.set_sets_week(reader.has("week"));
        for (const JsonNode* entry : reader.list("week", wire::kMaxScheduleEntries, false))
            read_entry(*entry, *unit.mutable_week()->add_entries());
        reader.done();
    }

    void read_entry(const JsonNode& node, wire::Schedule::Entry& entry) {
        NodeReader reader(node, problems_);
        int days = 0;
        for (const std::string& day : reader.codes("days", kWeekdays.size())) {
            const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), day);
            if (found == kWeekdays.end()) {
                reader.wrong("days", "can hold " + listed(kWeekdays));
            } else {
                days |= 1 << (found - kWeekdays.begin());
            }
        }
        if (days == 0) reader.wrong("days", "needs at least one day, as \"mon\"");
        entry.set_weekdays(days);
        entry.set_from_minute(read_minute(reader, "from", kMinutesInDay - 1));
        entry.set_to_minute(read_minute(reader, "to", kMinutesInDay));
        if (entry.to_minute() <= entry.from_minute() && reader.has("from") && reader.has("to"))
            reader.wrong("to", "must be after \"from\"");
        entry.set_kind(reader.code("kind", true));
        add_names(reader.texts("name", wire::kMaxLineCharacters, false), entry.mutable_name());
        entry.set_place(reader.text("place", wire::kMaxNameCharacters, false));
        reader.done();
    }

    /// "06:30"; "24:00" is the end of the day.
    static int read_minute(NodeReader& reader, const char* name, int most) {
        const std::string text = reader.text(name, 5, true);
        const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : -100; };
        if (text.size() == 5 && text[2] == ':') {
            const int hours = digit(0) * 10 + digit(1);
            const int minutes = digit(3) * 10 + digit(4);
            if (hours >= 0 && minutes >= 0 && minutes < 60 && hours * 60 + minutes <= most) return hours * 60 + minutes;
        }
        if (reader.has(name)) reader.wrong(name, "must be a time of the day like \"06:30\"");
        return 0;
    }

    void read_image(const JsonNode& node) {
        NodeReader reader(node, problems_);
        wire::MachineImage& image = *bundle_.mutable_image();
        image.set_version(reader.text("version", wire::kMaxImageVersionCharacters, true));
        if (!image.version().empty() && !wire::is_image_version(image.version()))
            reader.wrong("version", "must be digits first, then letters, digits, . and ~");
        for (const wire::ImagePartName& each : wire::kImageParts) {
            const auto* part = reader.member(std::string(each.name), JsonNode::Kind::kObject, true);
            if (part != nullptr) read_part(*part, each.kind, *image.add_parts());
        }
        reader.done();
    }
    void read_part(const JsonNode& node, wire::ImagePart::Kind kind, wire::ImagePart& part) {
        NodeReader reader(node, problems_);
        part.set_kind(kind);
        const auto sha256 = from_hex(reader.text("sha256", 2 * crypto::kDigestBytes, true));
        if (!sha256.ok() || sha256->size() != crypto::kDigestBytes)
            reader.wrong("sha256", "must be 64 hexadecimal digits, as \"image describe\" writes them");
        else
            part.set_sha256(std::string(as_text(*sha256)));
        part.set_size(reader.number("size", 1, wire::kMaxImagePartBytes, true));
        reader.done();
    }

    void read_price(const JsonNode& node) {
        NodeReader reader(node, problems_);
        wire::PriceList::Price& price = *bundle_.add_prices();
        price.set_code(reader.code("code", true));
        once(prices_, reader, "code", price.code());
        price.set_cents(reader.number("cents", 0, kMaxCommandUnits, false));
        price.set_credits(reader.number("credits", 0, kMaxCommandUnits, false));
        add_names(reader.texts("name", wire::kMaxLineCharacters, true), price.mutable_name());
        if (price.code().starts_with("bundle_") && (price.cents() == 0 || price.credits() == 0))
            reader.wrong("code", "is a bundle: it needs \"credits\" and \"cents\" above 0");
        reader.done();
    }

    void read_form(const JsonNode& node) {
        const forms::Form form = read_policy_form(node, problems_);
        if (!form.code.empty() && !forms_.insert(form.code).second)
            problems_.add(node.place, "another form in the file has the same \"code\"");
        *bundle_.add_forms() = wire::form_to_wire(form);
    }

    const HubRequest& hub_;
    wire::PolicyBundle& bundle_;
    ProblemList& problems_;
    std::set<std::string> units_;
    std::set<std::string> prices_;
    std::set<std::string> forms_;

public:
    PolicyReader(const HubRequest& hub, wire::PolicyBundle& bundle, ProblemList& problems)
        : hub_(hub), bundle_(bundle), problems_(problems) {}

    void read(const JsonNode& root) {
        NodeReader reader(root, problems_);
        const std::string format = reader.text("format", 60, true);
        if (!format.empty() && format != kPolicyFormat)
            reader.wrong("format", std::string("must be \"") + kPolicyFormat + "\"");
        const std::string facility = reader.text("facility", wire::kMaxNameCharacters, true);
        if (!facility.empty() && facility != hub_.facility_name)
            reader.wrong("facility", "is not \"" + hub_.facility_name + "\", whose hub's request this is");
        bundle_.set_version(reader.number("version", 1, wire::kMaxPolicyVersion, true));
        bundle_.set_note(reader.text("note", wire::kMaxLineCharacters, false));
        read_languages(reader);
        bundle_.set_resident_word(reader.text("resident_word", wire::kMaxNameCharacters, false));
        bundle_.set_staff_phone(reader.text("staff_phone", wire::kMaxNameCharacters, false));
        if (const JsonNode* limits = reader.member("limits", JsonNode::Kind::kObject, false)) read_limits(*limits);
        for (const JsonNode* unit : reader.list("units", wire::kMaxPolicyUnits, false)) read_unit(*unit);
        for (const JsonNode* price : reader.list("prices", wire::kMaxPrices, false)) read_price(*price);
        for (const JsonNode* form : reader.list("forms", wire::kMaxPolicyForms, false)) read_form(*form);
        if (const JsonNode* image = reader.member("image", JsonNode::Kind::kObject, false)) read_image(*image);
        reader.done();
    }
};

}  // namespace

PolicyReading read_policy_text(std::string_view text, const HubRequest& hub, Timestamp made) {
    PolicyReading reading;
    if (text.size() > wire::kMaxPolicyFileBytes) {
        reading.problems.push_back({{}, "the file is larger than 1 MiB"});
        return reading;
    }
    JsonProblem problem;
    const auto root = read_json_text(text, problem);
    if (!root.ok()) {
        reading.problems.push_back(std::move(problem));
        return reading;
    }
    ProblemList problems;
    reading.bundle.set_facility_id(hub.facility_id.raw());
    reading.bundle.set_made_ms(made.ms());
    PolicyReader(hub, reading.bundle, problems).read(*root);
    // What the list above does not know, whoever takes the policy would find.
    if (problems.empty()) {
        if (const Status good = wire::check_policy(reading.bundle); !good.ok())
            problems.add(root->place, good.error().detail);
    }
    reading.problems = problems.take();
    return reading;
}

}  // namespace dayroom::provisioning
