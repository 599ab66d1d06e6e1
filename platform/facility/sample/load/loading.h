// One load, while it runs. Each load_*.cpp holds the steps of one subject; loader.cpp puts them in order.
#pragma once

#include <map>
#include <vector>

#include "platform/base/fake_clock.h"
#include "platform/facility/commissary/commissary.h"
#include "platform/facility/ledger/deposits.h"
#include "platform/facility/messages/messages.h"
#include "platform/facility/moderation/moderation.h"
#include "platform/facility/notices/notices.h"
#include "platform/facility/requests/requests.h"
#include "platform/facility/residents/residents.h"
#include "platform/facility/sample/load/loader.h"
#include "platform/facility/sample/load/sample_phone.h"
#include "platform/facility/sample/load/sample_visits.h"

namespace dayroom::facility::sample {

/// What happens at one moment; `index` is into the list of its kind.
struct LoadEvent {
    enum class Kind {
        kResident,
        kContact,
        kObligation,
        kMoney,
        kOrderEnd,
        kSent,
        kDecided,
        kAppealed,
        kAppealDecided,
        kRequest,
        kRequestStep,
        kNotice,
    };
    Timestamp at;
    Kind kind = Kind::kResident;
    std::size_t index = 0;
    std::size_t step = 0;
};

class Loading {
public:
    Loading(const SampleFacility& sample, const LoadTarget& target);
    Result<LoadReport> run();

private:
    // load_start.cpp
    Status start(Work& work);
    Status load_units(Work& work);
    Status load_forms(Work& work);
    Status load_rules(Work& work);
    Status load_review(Work& work);
    Status load_prices(Work& work);
    Status load_pictures();
    Status load_cards(Work& work);
    Status hash_pins();
    // load_people.cpp
    Status load_resident(Work& work, std::size_t index);
    Status load_contact(Work& work, std::size_t index);
    Status load_notice(Work& work, std::size_t index);
    Status note_sign_ins(Work& work);
    // load_money.cpp
    Status load_obligation(Work& work, std::size_t index);
    Status load_money(Work& work, std::size_t index);
    Status spend(Work& work, const SampleMoney& wish);
    Status need_credits(Work& work, std::size_t resident, std::int64_t credits);
    Result<std::int64_t> spendable(Work& work, std::size_t resident);
    // load_commissary.cpp
    Status load_commissary(Work& work);
    Status load_order(Work& work, const SampleMoney& order, std::size_t index);
    Status end_order(Work& work, std::size_t index);
    Status note_commissary(Work& work);
    // load_messages.cpp
    Status load_sent(Work& work, std::size_t index);
    Status load_decided(Work& work, std::size_t index);
    Status load_appealed(Work& work, std::size_t index);
    Status load_appeal_decided(Work& work, std::size_t index);
    Status note_what_waits(Work& work);
    // load_requests.cpp
    Status load_request(Work& work, std::size_t index);
    Status load_request_step(Work& work, std::size_t index, std::size_t step);
    // loader.cpp
    std::vector<LoadEvent> history() const;
    Status apply(Work& work, const LoadEvent& event);
    Status in_one(const std::function<Status(Work&)>& job);
    const ResidentId& resident(std::size_t index) const { return sample_.residents[index].id; }
    const SampleFacility& sample_;
    const LoadTarget& target_;
    FakeClock clock_;
    Context context_;
    LoadReport report_;
    Ledger ledger_;
    Obligations obligations_{ledger_};
    Deposits deposits_{ledger_};
    Commissary commissary_{ledger_};
    SamplePhone phone_{sample_, report_, ledger_};
    SampleVisits visits_{sample_, report_, ledger_};
    Prices prices_;
    Forms forms_;
    Requests requests_{ledger_, obligations_, prices_, forms_};
    Contacts contacts_;
    Messages messages_{ledger_, contacts_, prices_};
    Moderation moderation_{messages_};
    Notices notices_;
    Residents residents_{ledger_};
    std::vector<UnitId> units_;
    std::vector<StoredForm> stored_forms_;
    std::vector<PhotoRef> photos_;  // by picture
    std::vector<BlobRef> blobs_;
    std::vector<CardId> cards_;
    std::vector<std::string> pin_hashes_;
    std::vector<std::int64_t> credits_;            // by resident: not spent and not held
    std::map<std::size_t, OrderId> orders_;        // by index into money
    std::map<std::size_t, bool> request_is_here_;  // by index into requests
};

}  // namespace dayroom::facility::sample
