// All services of one hub, put together once over its directory; routes are handed this. Members are declared in the
// order in which they depend on each other, so that they go in the other order.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "platform/facility/commands/processor.h"
#include "platform/facility/commissary/commissary.h"
#include "platform/facility/console/console_sign_in.h"
#include "platform/facility/contacts/contacts.h"
#include "platform/facility/devices/audit_heads.h"
#include "platform/facility/devices/renewal.h"
#include "platform/facility/documents/documents.h"
#include "platform/facility/feed/envelope_cache.h"
#include "platform/facility/feed/reader.h"
#include "platform/facility/feed/writer.h"
#include "platform/facility/leaving/leaving.h"
#include "platform/facility/leaving/pay_out.h"
#include "platform/facility/ledger/credit_sales.h"
#include "platform/facility/ledger/deposits.h"
#include "platform/facility/messages/blob_files.h"
#include "platform/facility/moderation/moderation.h"
#include "platform/facility/notices/notices.h"
#include "platform/facility/packages/package_transfers.h"
#include "platform/facility/phone/phone_calls.h"
#include "platform/facility/policy/policies.h"
#include "platform/facility/prea/prea.h"
#include "platform/facility/requests/requests.h"
#include "platform/facility/residents/sign_in.h"
#include "platform/facility/schedule/schedules.h"
#include "platform/facility/services/hub_files.h"
#include "platform/facility/services/read_pool.h"
#include "platform/facility/services/timers.h"
#include "platform/facility/suspensions/suspensions.h"
#include "platform/facility/technicians/technicians.h"
#include "platform/facility/transfers/transfers.h"
#include "platform/facility/trust_office/deposit_batches.h"
#include "platform/facility/trust_office/site_charges.h"
#include "platform/facility/trust_office/voids.h"
#include "platform/facility/trust_office/withdrawals.h"
#include "platform/facility/visits/visits.h"
#include "platform/facility/webhooks/webhooks.h"
#include "platform/pages/pages_child.h"
#include "platform/photo/photo_child.h"

namespace dayroom::facility {

inline constexpr std::size_t kPinThreads = 2;  // 64 MiB and one core each
inline constexpr std::size_t kMaxWaitingPins = 256;
inline constexpr std::size_t kPhotoThreads = 1;
inline constexpr std::size_t kMaxWaitingPhotos = 64;

struct ServicesOptions {
    std::size_t readers = 2;        // connections for terminals
    std::size_t staff_readers = 2;  // and for staff
    std::string photo_program;      // path of dayroom-photo; empty: inbound photos are refused
    std::string pages_program;      // path of dayroom-pages; empty: no documents are attached
    bool needs_root = true;         // false: `init` and tools, before the hub is certified; then nobody can enrol
    database::FaultSeam* faults = nullptr;          // tests only
    Milliseconds certificate_age{0};                // tests only: EnrollmentKeys::age
    std::function<void(const std::string&)> alarm;  // what staff must look at; no personal data
};

class Services {
public:
    /// `clock` and `random` (safe from any thread) outlive it. Errors say what to do: kNotFound before `init` or
    /// certification.
    static Result<std::unique_ptr<Services>> open(const HubFiles& files, const Clock& clock, Random& random,
                                                  ServicesOptions options);
    ~Services();
    Services(const Services&) = delete;
    Services& operator=(const Services&) = delete;

    /// Ends long-polls: their next look answers. First step of stopping.
    void begin_stop();
    /// Pools finish what they have, then the writer; nothing acknowledged is lost.
    void stop();
    bool stopping() const { return stopping_; }
    /// Standing alarm: the last tie-out found differences. Any thread.
    std::atomic<bool> books_differ = false;
    /// Standing alarm: how many items of the review have passed their deadline, as of the last look. Any thread.
    std::atomic<std::int64_t> review_late = 0;
    void alarm(const std::string& what) const;
    /// The standing alarms of the hub itself, by name: docs/operations/alarms.md. Any thread.
    std::vector<std::string> standing_alarms() const;

    const Clock& clock;
    Random& random;
    HubFiles files;
    ServicesOptions options;
    crypto::SigningKey signing;
    crypto::BoxKey box;
    crypto::CertifiedKey authority;
    EnrollmentKeys enrollment_keys;
    Attestation attestation{signing, clock, random};
    Context context;
    FeedNotifier notifier;
    FeedCache feed_cache;
    DeviceRegistry registry;
    AuditHeads audit_heads;
    BlobFiles blobs;
    photo::PhotoChild photos;
    pages::PagesChild pages;
    std::mutex drawing_pages;  // one document at a time: the other threads of staff stay free
    Ledger ledger;
    Obligations obligations{ledger};
    Deposits deposits{ledger};
    Prices prices;
    CreditSales credit_sales{ledger, prices};
    Commissary commissary{ledger};
    Forms forms;
    Requests requests{ledger, obligations, prices, forms};
    Contacts contacts;
    Messages messages{ledger, contacts, prices};
    Moderation moderation{messages};
    Notices notices;
    Documents documents;
    Schedules schedules;
    ImageFiles images{files.images()};
    Policies policies{prices, forms, schedules, images};
    Prea prea;
    Technicians technicians;
    Suspensions suspensions{notices};
    Transfers transfers{ledger, contacts, prices, notices};
    DepositBatches deposit_batches{deposits};
    PhoneCalls phone_calls{ledger};
    Visits visits{ledger};
    Withdrawals withdrawals{ledger};
    Voids voids{ledger};
    SiteCharges site_charges{ledger, obligations};
    Webhooks webhooks;
    Devices devices;
    Residents residents{ledger};
    Leaving leaving{residents, transfers, requests, messages, ledger};
    PayOuts pay_outs{ledger, obligations};
    PackageTransfers packages{ledger, obligations, residents, leaving, pay_outs};
    StaffAccounts staff_accounts;
    SignInPolicy policy;
    std::unique_ptr<Writer> writer;
    std::unique_ptr<ReadPool> reads;  // terminals' reads
    std::unique_ptr<ReadPool> staff;  // staff's calls, which may also wait for a commit
    std::unique_ptr<CommandProcessor> commands;
    std::unique_ptr<Enrollment> enrollment;  // nothing when !needs_root, like renewal
    std::unique_ptr<Renewal> renewal;
    std::unique_ptr<SignIn> sign_in;
    std::unique_ptr<ConsoleSessions> sessions;
    std::unique_ptr<ConsoleSignIn> console_sign_in;
    http::WorkerPool pins{"hub-pin", kPinThreads, kMaxWaitingPins};
    http::WorkerPool photo_pool{"hub-photo", kPhotoThreads, kMaxWaitingPhotos};
    Timers timers;

private:
    struct Keys;
    Services(const HubFiles& hub_files, const Clock& the_clock, Random& the_random, ServicesOptions the_options,
             Keys keys);
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> stopped_ = false;
};

}  // namespace dayroom::facility
