// The agent put together: stores, keys, sync and the one terminal that talks to it. The server (server.h) owns the
// socket and calls in on its thread; sync calls in on its threads; signing in and photos run on the work thread. The
// store's lock guards everything that is not said otherwise.
#pragma once

#include <atomic>
#include <set>

#include "platform/agent/agent_log.h"
#include "platform/agent/answers.h"
#include "platform/agent/hub_line.h"
#include "platform/agent/identity.h"
#include "platform/agent/image_update.h"
#include "platform/agent/mailbox.h"
#include "platform/agent/options.h"
#include "platform/agent/photos.h"
#include "platform/agent/prea.h"
#include "platform/agent/readiness.h"
#include "platform/agent/sign_in.h"
#include "platform/agent/status.h"
#include "platform/agent/technician_door.h"
#include "platform/agent/work_queue.h"
#include "platform/device/tpm/store_key.h"
#include "platform/rules/session_turns.h"
#include "platform/rules/terminal_line.h"
#include "platform/sync/feed_sync.h"
#include "platform/sync/file_mark.h"
#include "platform/sync/outbox_sender.h"
#include "platform/sync/sync_threads.h"

namespace dayroom::agent {

struct AgentParts {
    const AgentOptions& options;
    const Clock& clock;
    Random& random;
    AgentLog& log;
    Mailbox& mailbox;
    MakeTransport make_transport;
};

class Agent final : public sync::SyncListener {
public:
    explicit Agent(AgentParts parts);
    ~Agent() override;  // end()
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    /// Opens (or makes, or repairs) the store, and reads who this terminal is. kDenied, kIo, kCorrupt: the key file or
    /// the folder; kUnavailable: another program holds the store, or the TPM is busy.
    Status open();
    bool enrolled() const { return identity_.has_value(); }
    std::optional<std::uint16_t> hub_port() const;
    /// Starts sync and the work thread. Once, after open() found an enrolment and after the sandbox has closed.
    Status begin();
    /// Ends every request and thread; the session is closed.
    void end();

    // ---- by the server, on its thread
    /// A terminal has come, or is gone: whoever was signed in is signed out.
    void terminal_changed();
    /// The answer, or nothing: it will come by the mailbox.
    std::optional<local::ToTerminal> handle(std::uint64_t connection, local::ToAgent query);
    /// Once a second or so: idle and session limits.
    void tick();
    /// What has changed since it was last told, for this connection.
    std::vector<local::ToTerminal> pushes();
    /// The device store is broken: the program ends, and repairs it at its next start.
    bool must_restart() const { return must_restart_.load(); }

    // ---- by sync, on its threads
    bool makes_way(const wire::Scope& scope) override;
    std::optional<std::vector<CommandId>> take_in(const store::PageToStore& page) override;
    void applied(const std::vector<wire::Scope>& scopes, bool caught_up) override;
    void residents_left(const std::vector<ResidentId>& residents) override;
    void outcomes_arrived() override;
    void connection(bool online) override;
    void revoked(bool now_revoked) override;
    void expired(bool now_expired) override;
    void fault(const std::string& code) override;

private:
    struct Sync;  // transports, threads
    // queries (agent_queries.cpp; deliveries: agent_deliveries.cpp)
    Answer answer(const local::ToAgent& query);
    Desk make_desk();
    std::optional<local::ToTerminal> begin_sign_in(std::uint64_t connection, local::ToAgent query);
    std::optional<local::ToTerminal> begin_photo(std::uint64_t connection, const local::ToAgent& query);
    std::optional<local::ToTerminal> begin_delivery(std::uint64_t connection, local::ToAgent query);
    // PREA (agent_prea.cpp)
    static bool is_prea_query(const local::ToAgent& query);
    PreaContext prea_context();
    std::optional<local::ToTerminal> begin_prea(std::uint64_t connection, local::ToAgent query);
    Answer seal_prea_report(const Secret& text, const std::string& language, const Secret& code);
    Answer read_prea_answers(const Secret& typed);
    Milliseconds deliver_prea(Milliseconds rest);
    local::ToTerminal answer_sign_out();
    // the signed policy (agent_policy.cpp); all under the lock
    void take_policy();
    bool take_release(const wire::RootSigned& release, bool trial);
    void refuse_policy(const Error& error);
    /// One that a person has brought on a stick; without the lock.
    void take_policy_file();
    Result<std::int64_t> take_brought(std::string_view text);
    Status check_offered(local::ToAgent::QueryCase query);
    // the image of this machine (agent_image.cpp)
    void begin_image_updates();
    std::optional<wire::MachineImage> wished_image();
    bool in_use();  // under the lock
    // technicians (agent_technician.cpp; what is measured: agent_diagnostics.cpp)
    struct PhoneChallenge {
        std::string code;
        MonotonicTime until;
        int tries = 0;
    };
    struct Visit {       // a technician is in diagnostics
        std::string by;  // serial of the certificate in hex, or "phone"
        MonotonicTime begun;
        MonotonicTime last_touch;
        std::vector<local::TestResult> results;  // each test once
    };
    bool refused_in_diagnostics(local::ToAgent::QueryCase query);
    std::optional<local::ToTerminal> begin_service(std::uint64_t connection, local::ToAgent query);
    Answer service_answer(std::uint64_t connection, const local::ToAgent& query, const Secret& pin);
    Answer answer_door(bool wants_challenge);
    Answer answer_diagnostics(const local::ToAgent& query);
    Answer answer_run_test(const std::string& test);
    Result<std::optional<local::TestResult>> store_test(const std::string& test);
    Result<std::optional<std::size_t>> fetch_for_speed();
    ReadinessFacts readiness_facts();
    Answer answer_readiness();
    Answer answer_save_readiness();
    Answer answer_save_bundle();
    std::string support_bundle(const ReadinessFacts& facts);
    Result<TechnicianTrust> trust_now();
    Status enter_by_stick(std::uint64_t connection, const Secret& pin);
    Status enter_by_phone(std::uint64_t connection, const std::string& answer);
    Status count_try();
    Status enter_diagnostics(std::uint64_t connection, const std::string& by, const char* how);
    void leave_diagnostics(const char* why);
    void watch_technician();
    Error refuse_technician(const Error& error);
    void add_tries(local::Problem& problem);
    void add_service(local::Status& status);
    void tell_of_service(local::SignedIn& signed_in);
    static void keep_results(const Visit& visit, local::KeptService& kept);
    void put_service_on_record(record::Event event, record::Outcome outcome, const std::string& code);
    void note_fault(const std::string& code);
    // the line (agent_line.cpp); all under the lock
    struct LinePolicy {
        bool offered = false;
        Seconds call{0};
        rules::TurnPolicy turns;
    };
    Result<LinePolicy> line_policy();
    void take_up_line();  // as it was before the program began
    void move_line_on();
    void call_next_in_line();
    void keep_line();
    /// A place that was asked for, or that somebody else is called now; nothing: the sign-in goes on.
    std::optional<local::ToTerminal> stand_in_line(local::SignIn::Wish wish, SignInAttempt& attempt);
    Answer take_place(const std::string& resident_number);
    void add_line(const LinePolicy& policy, local::Status& status);
    void sign_in_job(std::uint64_t connection, std::uint32_t number, SignInAttempt attempt);
    // documents of requests (agent_pages.cpp)
    std::optional<local::ToTerminal> begin_page_text(std::uint64_t connection, const local::ToAgent& query);
    void page_text_job(std::uint64_t connection, std::uint32_t number, std::uint64_t session, const PhotoJob& job);
    void fetch_pages();
    void fetch_page_job(std::uint64_t session);
    void fetched(std::uint64_t session, const std::string& sha256, const Status& status);
    void photo_job(std::uint64_t connection, std::uint32_t number, std::uint64_t session, PhotoJob job);
    void delivery_job(std::uint64_t connection, std::uint64_t session, const local::ToAgent& query, const Secret& pin);
    Answer sign_delivery(std::uint64_t session, const local::AcceptDelivery& query, const Secret& pin);
    local::ToTerminal problem_of(const Error& error);
    // the session (agent_session.cpp); all under the lock
    void close_session(record::Event why, const char* told);
    bool take_news();  // whether more waits
    bool waits_for_vault();
    void tidy();
    void tell_hub_of_drafts();
    void requeue();
    void go_on_absorbing(std::uint64_t session);
    void go_on_indexing();
    void look_at_clock();
    void keep_hub_time(const store::HubTime& time);
    Result<local::Status> status_now();
    void note_store_error(const Error& error);
    void note_device_store_broken();
    Status open_store(store::DeviceStore::Recovery& recovery);
    Result<Secret> take_store_key();
    std::optional<std::filesystem::file_time_type> store_written() const;
    void put_on_record(record::Event event, const ResidentId& resident, const std::string& code);
    std::unique_ptr<HubLine> make_line(Milliseconds connect_within);
    Status take_back_certificate();
    void wake_outbox();
    bool outbox_rests();
    Milliseconds outbox_step();
    void send_health();
    wire::HealthReport health_report();

private:
    AgentParts parts_;
    device::tpm::StoreKey store_key_;
    std::string told_remark_;                                      // of the store key, in the log
    std::optional<std::filesystem::file_time_type> not_enrolled_;  // the store as it was then: it need not be opened
    sync::HubClock clock_;
    sync::SharedStore store_;
    sync::FileMark revocation_;
    sync::FileMark damage_;  // the device store was found broken while it was in use
    std::set<ResidentId> damaged_vaults_;
    std::optional<Identity> identity_;  // fixed after open()
    const std::string image_version_;   // of the image that was started; empty: the machine was not made from one
    TlsKeys keys_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Visit> visit_;  // then there is no session
    std::optional<PhoneChallenge> challenge_;
    std::uint64_t sessions_ = 0;
    Condition condition_;
    std::optional<store::HubTime> kept_time_;  // as the store has it
    bool clock_off_ = false;                   // the machine's, by more than is let pass without a word
    bool signing_in_ = false;
    int faults_ = 0;
    MonotonicTime started_;
    MonotonicTime last_use_;  // when somebody was last signed in, or in diagnostics
    MonotonicTime next_health_;
    MonotonicTime next_blind_try_;           // of the outbox, while the feed has no connection
    std::atomic<bool> query_waits_ = false;  // the screen goes before work in the background
    std::atomic<bool> must_restart_ = false;
    bool status_moved_ = true;
    rules::TerminalLine line_;
    rules::TerminalLine::Kept kept_line_;  // as the store has it
    std::string refused_policy_;           // what the hub sends and was not taken: told once
    bool indexing_ = false;                // a job of go_on_indexing() is queued
    std::uint64_t told_connection_ = 0;
    local::Status told_status_;
    local::Moved told_moved_;
    std::unique_ptr<Sync> sync_;
    std::atomic<sync::StepThread*> outbox_thread_ = nullptr;  // to be woken from any thread
};

}  // namespace dayroom::agent
