#include "provisioning/policy/policy_diff.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "platform/base/utf8.h"
#include "platform/wire/policy.h"

namespace dayroom::provisioning {
namespace {

constexpr const char* kStays = "no longer said here: it stays as it is";

template <typename List>
std::string joined(const List& list) {
    std::string all;
    for (const std::string& each : list) all += (all.empty() ? "" : ", ") + utf8::sanitize(each, 60);
    return all.empty() ? "none" : all;
}

std::string amount(const wire::PriceList::Price& price) {
    if (price.credits() == 0) return fmt::format("{} cents", price.cents());
    if (price.cents() == 0) return fmt::format("{} credits", price.credits());
    return fmt::format("{} credits for {} cents", price.credits(), price.cents());
}

class Changes {
public:
    explicit Changes(const HubRequest& hub) : hub_(hub) {}
    std::vector<std::string> take() { return std::move(lines_); }

    void words(const char* what, const std::string& before, const std::string& after) {
        if (before == after) return;
        if (after.empty()) return add(what, kStays);
        add(what, before.empty()
                      ? "is \"" + utf8::sanitize(after, 60) + "\" now, and was not said before"
                      : "\"" + utf8::sanitize(before, 60) + "\" becomes \"" + utf8::sanitize(after, 60) + "\"");
    }

    /// What is in both and differs, what is new, what is gone; each thing by its name.
    template <typename List, typename Name, typename Shown>
    void things(const std::string& kind, const List& before, const List& after, Name name, Shown shown) {
        std::map<std::string, const typename List::value_type*> old;
        for (const auto& each : before) old[name(each)] = &each;
        for (const auto& each : after) {
            const std::string title = kind + " " + utf8::sanitize(name(each), 60);
            const auto found = old.find(name(each));
            if (found == old.end()) {
                add(title, "is new: " + shown(each));
            } else if (found->second->SerializeAsString() != each.SerializeAsString()) {
                const std::string was = shown(*found->second);
                const std::string is = shown(each);
                add(title, was == is ? "changes: " + is : was + " becomes " + is);
            }
            if (found != old.end()) old.erase(found);
        }
        for (const auto& [gone, each] : old) add(kind + " " + utf8::sanitize(gone, 60), kStays);
    }

    std::string unit_name(const std::string& id) const {
        for (const HubRequest::Unit& unit : hub_.units)
            if (unit.id.raw() == id) return unit.name;
        return "(unknown)";
    }
    void add(const std::string& what, const std::string& change) { lines_.push_back(what + ": " + change); }

private:
    const HubRequest& hub_;
    std::vector<std::string> lines_;
};

std::string shown_unit(const wire::UnitPolicy& unit) {
    std::string words = "without " + joined(unit.features_off());
    if (unit.sets_week()) words += fmt::format(", a week of {} entries", unit.week().entries_size());
    return words;
}

}  // namespace

std::vector<std::string> policy_changes(const wire::PolicyBundle& live, const wire::PolicyBundle& next,
                                        const HubRequest& hub) {
    Changes changes(hub);
    if (joined(live.languages()) != joined(next.languages()))
        changes.add("languages", joined(live.languages()) + " becomes " + joined(next.languages()));
    changes.words("resident_word", live.resident_word(), next.resident_word());
    changes.words("staff_phone", live.staff_phone(), next.staff_phone());
    changes.things(
        "limit", live.limits(), next.limits(), [](const wire::PolicyLimit& limit) { return limit.name(); },
        [](const wire::PolicyLimit& limit) { return std::to_string(limit.value()); });
    changes.things(
        "unit", live.units(), next.units(),
        [&](const wire::UnitPolicy& unit) { return changes.unit_name(unit.unit_id()); }, &shown_unit);
    changes.things(
        "price", live.prices(), next.prices(), [](const wire::PriceList::Price& price) { return price.code(); },
        &amount);
    changes.things(
        "form", live.forms(), next.forms(), [](const wire::Form& form) { return form.code(); },
        [](const wire::Form& form) { return fmt::format("{} fields", form.fields_size()); });
    changes.words("image", live.image().version(), next.image().version());
    if (live.image().version() == next.image().version() &&
        live.image().SerializeAsString() != next.image().SerializeAsString())
        changes.add("image", "other parts under the same version: terminals that run it keep what they have");
    return changes.take();
}

}  // namespace dayroom::provisioning
