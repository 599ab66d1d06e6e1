// device.db: everything the terminal knows that is not one resident's own, in one encrypted file. Opened with the store
// key, by the agent only, exclusively. One thread at a time.
//
// Tables: enrolment and keys · cursors of the feed · records of facility, unit and device · envelopes not yet opened ·
// PIN wraps and lock-outs · outbox · PREA reports · audit log.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"
#include "platform/crypto/secret.h"
#include "platform/database/connection.h"
#include "platform/record/audit_log.h"
#include "platform/store/certificate_store.h"
#include "platform/store/feed_page.h"
#include "platform/store/hub_time.h"
#include "platform/store/outbox.h"
#include "platform/store/policy_store.h"
#include "platform/store/prea_store.h"
#include "platform/store/sign_in_store.h"
#include "platform/store/turn_store.h"
#include "platform/store/views.h"

namespace dayroom::store {

inline constexpr std::int32_t kDeviceApplicationId = 0x44524456;  // "DRDV"

/// What enrolment gave, and the keys made here. Secrets are secrets again when read.
struct Enrolment {
    DeviceId device;
    FacilityId facility;
    UnitId unit;
    std::string device_name;
    std::string hub_address;  // "10.1.2.3:8443"
    crypto::SigningPublic root_key;
    std::string ca_pem;
    std::string certificate_pem;
    wire::KeyCertificate hub_key;
    Secret tls_key_pem;
    Secret signing_seed;  // Ed25519
    Secret box_seed;      // X25519
};

struct EnvelopeRow {
    std::int64_t no = 0;  // rises in the order in which they came
    std::string id;       // of the thing
    bool removed = false;
    bool by_snapshot = false;
    std::string content;
};

class DeviceStore {
public:
    struct Place {
        std::filesystem::path directory;        // holds device.db
        database::FaultSeam* faults = nullptr;  // tests only
    };
    /// What had to be done to open it; all false and 0 when nothing.
    struct Recovery {
        bool rebuilt = false;  // the damaged file was set aside as device.db.corrupt-<ms>
        bool enrolment_kept = false;
        int commands_salvaged = 0;
        int commands_lost = 0;  // rows that were there and could not be read
    };

    /// `store_key`: 32 bytes. kCorrupt: damaged, or another key. kInvalid, kUnsupported: not ours, or newer than this
    /// program.
    static Result<std::unique_ptr<DeviceStore>> open(const Place& place, const Secret& store_key);
    /// As open(); a damaged file is set aside and rebuilt with what can be read of enrolment, PIN wraps, lock-outs and
    /// outbox.
    static Result<std::unique_ptr<DeviceStore>> open_or_recover(const Place& place, const Secret& store_key,
                                                                Timestamp now, Recovery& recovery);
    /// What open_or_recover() does when it must; also for damage met later: close the store first.
    static Result<std::unique_ptr<DeviceStore>> recover(const Place& place, const Secret& store_key, Timestamp now,
                                                        Recovery& recovery);
    DeviceStore(const DeviceStore&) = delete;
    DeviceStore& operator=(const DeviceStore&) = delete;
    ~DeviceStore();

    // enrolment
    /// In one transaction; keys and certificates beside those in use are forgotten.
    Status save_enrolment(const Enrolment& enrolment);
    Result<std::optional<Enrolment>> enrolment();
    Status save_hub_key(const wire::KeyCertificate& certificate);

    /// What the hub's clock and this machine's said when they were last kept.
    Result<std::optional<HubTime>> kept_time();
    Status keep_time(const HubTime& time);

    // feed
    Result<std::optional<Epoch>> epoch();
    /// Another epoch: all cursors go back to nothing (what is held stays until the snapshots replace it) and the outbox
    /// is queued again. The same epoch: nothing.
    Status set_epoch(const Epoch& epoch);
    Result<std::vector<CursorView>> cursors();
    /// One page in one transaction with its cursor. kConflict: from_seq is not the cursor, or a snapshot page out of
    /// turn (reset_scope and begin again). Of plain records only a newer version counts in changes; a snapshot's last
    /// page removes what the snapshot did not hold.
    Status apply_page(const PageToStore& page);
    /// As apply_page(), for a page of a snapshot of the resident whose vault is open: what the page holds goes there by
    /// `into_vault`, durably, instead of waiting here as envelopes. A crash after that has the hub send it again.
    using IntoVault = std::function<Status(const std::vector<EnvelopeRow>&)>;
    Status pass_snapshot(const PageToStore& page, const IntoVault& into_vault);
    /// The hub will begin this scope with a snapshot.
    Status reset_scope(const wire::Scope& scope);
    /// Scopes that this device may hold; all others are deleted with their content. Returns the residents who left:
    /// their vault files are to be destroyed.
    Result<std::vector<ResidentId>> keep_only_scopes(const std::vector<wire::Scope>& scopes);

    // records of facility, unit and device
    /// What the signed policy says here stands in for what the hub says.
    Result<std::optional<wire::Facility>> facility();
    /// What the hub would have this terminal run: each still to be opened against the root.
    struct PolicyReleases {
        std::optional<wire::RootSigned> in_force;
        std::optional<wire::RootSigned> trial;
    };
    Result<PolicyReleases> policy_releases();
    Result<std::optional<wire::Unit>> unit();
    Result<std::optional<wire::DeviceState>> device_state();
    Result<wire::PriceList> prices();  // empty when none came yet
    /// nullopt: no such price code.
    Result<std::optional<wire::PriceList::Price>> price(const std::string& code);
    Result<std::vector<FormView>> forms();  // by code
    Result<std::optional<FormView>> form(const FormId& id);
    /// By position, code and language; `public_only`: those that may be read while nobody is signed in.
    Result<std::vector<DocumentView>> documents(bool public_only);
    /// Of facility and unit at `now`. `public_only`: what may be shown while nobody is signed in, and stands; else also
    /// what is over and can still be read. Those that stand first, of these the emergencies, then the newest.
    Result<std::vector<NoticeView>> notices(Timestamp now, bool public_only);
    Result<std::vector<CardView>> cards();  // in the order of the set
    /// The picture of a card of the set; nullopt: of none.
    Result<std::optional<wire::Photo>> card_picture(const std::string& sha256);
    /// nullopt: the facility has said nothing about calls.
    Result<std::optional<wire::PhoneTerms>> phone_terms();
    /// nullopt: the facility offers no visits.
    Result<std::optional<wire::VisitTerms>> visit_terms();
    /// What residents of the unit may book, by date.
    Result<std::vector<wire::VisitDay>> visit_days();
    // the commissary's catalogue
    /// Items of a category (empty: of all), in the order of the shelves; `search`: words and beginnings of words of
    /// names, notes and codes, in any order, without regard to case and accents.
    Result<ItemsView> items(const std::string& category, std::string_view search, PageRange page);
    /// nullopt: it is not sold (any more).
    Result<std::optional<wire::CatalogItem>> item(const std::string& code);
    Result<std::vector<CategoryView>> categories();   // in the order of the shelves
    Result<std::vector<WindowView>> order_windows();  // by cut-off; those that are over among them
    /// The picture of an item; nullopt: of none.
    Result<std::optional<wire::Photo>> item_picture(const std::string& sha256);

    /// What was said of the outside body, each still to be checked against the root; and all its answers.
    Result<std::vector<wire::PreaBody>> prea_bodies();
    Result<std::vector<wire::PreaAnswer>> prea_answers();

    /// Which technicians count no more, as it was said; to be checked against the root.
    Result<std::vector<wire::TechnicianList>> technician_lists();
    /// What the agent remembers of technicians who were here: its own bytes, empty at first.
    Result<std::string> kept_service();
    Status keep_service(const std::string& bytes);
    /// The newest list of technicians that the agent has found good: the hub may take its record back, not this.
    Result<std::string> kept_technician_list();
    Status keep_technician_list(const std::string& bytes);

    struct RosterView {
        ResidentId resident;
        wire::RosterEntry entry;
    };
    Result<std::optional<RosterView>> roster_by_number(const std::string& resident_number);

    // envelopes
    /// The resident's own profile first (their name is needed at once), then in the order in which they came. A thing
    /// may have several: which sealed record is the newest stands inside, and the vault decides.
    Result<std::vector<EnvelopeRow>> envelopes(const ResidentId& resident, int limit);
    /// Deletes those exact rows: what came meanwhile stays.
    Status forget_envelopes(const std::vector<EnvelopeRow>& opened);
    Result<int> envelope_count(const ResidentId& resident);
    /// Envelopes, or a snapshot's end: what comes now must not go past them into the vault.
    Result<bool> anything_waits(const ResidentId& resident);
    /// After a snapshot of a resident's scope: the ids that it held, until the vault has dropped all others.
    Result<std::optional<std::vector<std::string>>> pending_prune(const ResidentId& resident);
    Status finish_prune(const ResidentId& resident);

    CertificateStore& certificates() { return certificates_; }
    Outbox& outbox() { return outbox_; }
    PolicyStore& policy() { return policy_; }
    PreaStore& prea() { return prea_; }
    SignInStore& sign_in() { return sign_in_; }
    TurnStore& turns() { return turns_; }
    record::AuditLog& audit() { return audit_; }

    /// Rise with each applied page that changed forms, prices, notices, documents, facility, phone, visits, or the
    /// commissary.
    const Stamps& stamps() const { return stamps_; }
    /// Deletes everything but the audit log: revocation, wipe. The vault files are the caller's to destroy.
    Status wipe();
    database::Connection& connection() { return *connection_; }

private:
    explicit DeviceStore(std::unique_ptr<database::Connection> connection);
    Result<std::vector<wire::Record>> records(wire::Record::BodyCase kind);
    Result<std::optional<wire::Record>> newest(wire::Record::BodyCase kind);
    std::unique_ptr<database::Connection> connection_;
    CertificateStore certificates_;
    Outbox outbox_;
    PolicyStore policy_;
    PreaStore prea_;
    SignInStore sign_in_;
    TurnStore turns_;
    record::AuditLog audit_;
    Stamps stamps_;
};

}  // namespace dayroom::store
