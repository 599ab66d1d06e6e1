#include "platform/base/fake_clock.h"
#include "platform/facility/sample/calendar.h"
#include "platform/facility/sample/conversations.h"
#include "platform/facility/sample/messaging_plan.h"
#include "platform/facility/sample/money_plan.h"
#include "platform/facility/sample/people.h"
#include "platform/facility/sample/requests_plan.h"
#include "platform/facility/sample/sample_facility.h"

namespace dayroom::facility::sample {
namespace {

constexpr std::size_t kFirstForms = 4;

constexpr int kMostResidents = 2'000;
constexpr int kMostMessages = 200'000;
constexpr int kLeastDays = 60;
constexpr int kMostDays = 1'000;

Status check(const Assets& assets, const Options& options) {
    if (!options.now.is_set()) return Error(ErrorCode::kInvalid, "a sample needs a time to end at");
    if (options.residents < 3 || options.residents > kMostResidents)
        return Error(ErrorCode::kInvalid, "a sample has 3 to 2,000 residents");
    if (options.messages < 0 || options.messages > kMostMessages)
        return Error(ErrorCode::kInvalid, "a sample has at most 200,000 messages");
    if (options.days < kLeastDays || options.days > kMostDays)
        return Error(ErrorCode::kInvalid, "a sample spans 60 to 1,000 days");
    if (assets.facility.units.empty()) return Error(ErrorCode::kInvalid, "the sample's facility has no unit");
    for (const char* origin : {"us", "hispanic", "haitian", "vietnamese", "chinese", "arab"}) {
        const auto names = assets.names.find(origin);
        if (names == assets.names.end() || names->second.men.size() < 2 || names->second.women.size() < 2 ||
            names->second.family.empty() || names->second.boys.empty() || names->second.girls.empty()) {
            return Error(ErrorCode::kInvalid, std::string("the sample lacks names: ") + origin);
        }
    }
    return {};
}

}  // namespace

Result<SampleFacility> generate(const Assets& assets, const Options& options) {
    TRY(check(assets, options));
    SampleFacility facility;
    facility.options = options;
    facility.began = at_time(options.now - options.days * kDay, 8, 0);
    facility.texts = assets.facility;
    Dice dice(options.seed);
    FakeClock clock(facility.began);
    for (const UnitTexts& unit : assets.facility.units) {
        facility.units.push_back({UnitId::make(clock, dice.random()), unit.name, unit.nearest_working, unit.women});
    }
    // The ids of the first forms come out of the same dice as people do; further ones, out of their own: a form that is
    // added changes nobody.
    Dice own(options.seed + 1);
    for (const wire::Form& form : assets.facility.forms) {
        const bool first = facility.forms.size() < kFirstForms;
        facility.forms.push_back({FormId::make(clock, (first ? dice : own).random()), form});
    }
    TRY(make_people(assets, dice, facility));
    TRY(make_conversations(assets, dice, facility));
    make_money(dice, facility);
    TRY(make_requests(assets, dice, facility));
    make_notices(dice, facility);
    make_messaging(facility);
    return facility;
}

}  // namespace dayroom::facility::sample
