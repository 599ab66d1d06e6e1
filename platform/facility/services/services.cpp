#include "platform/facility/services/services.h"

#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::facility {

struct Services::Keys {
    crypto::SigningKey signing;
    crypto::BoxKey box;
    crypto::CertifiedKey authority;
    FacilityId facility;
    std::optional<InstalledRoot> root;
    SignInPolicy policy;
};

Services::Services(const HubFiles& hub_files, const Clock& the_clock, Random& the_random, ServicesOptions the_options,
                   Keys keys)
    : clock(the_clock),
      random(the_random),
      files(hub_files),
      options(std::move(the_options)),
      signing(std::move(keys.signing)),
      box(std::move(keys.box)),
      authority(std::move(keys.authority)),
      blobs(files.blobs(), random),
      photos(options.photo_program, clock),
      pages(options.pages_program, clock),
      policy(keys.policy),
      timers(clock) {
    enrollment_keys.facility = keys.facility;
    enrollment_keys.authority = &authority;
    enrollment_keys.age = options.certificate_age;
    if (keys.root) {
        enrollment_keys.root = keys.root->root;
        enrollment_keys.hub_key = keys.root->hub_key;
    }
    context = {keys.facility, &clock, &random, &signing};
}

Result<std::unique_ptr<Services>> Services::open(const HubFiles& files, const Clock& clock, Random& random,
                                                 ServicesOptions options) {
    const Secret key = TRY(files.database_key());
    auto writer = TRY(open_writer(files.database(), key, options.faults));
    const HubIdentity identity = TRY(read_identity(*writer));
    std::optional<InstalledRoot> root;
    if (options.needs_root) root = TRY(files.installed(identity.facility, clock.now()));
    const wire::Facility facility = TRY(read_facility(*writer));
    const bool can_enrol = options.needs_root;
    const std::size_t readers = std::max<std::size_t>(options.readers, 1);
    const std::size_t staff_readers = std::max<std::size_t>(options.staff_readers, 1);
    database::FaultSeam* faults = options.faults;
    crypto::SigningKey signing = TRY(files.signing_key());
    crypto::BoxKey box = TRY(files.box_key());
    crypto::CertifiedKey authority = TRY(files.authority());
    Keys keys{std::move(signing), std::move(box),  std::move(authority),
              identity.facility,  std::move(root), sign_in_policy(facility.policy())};
    std::unique_ptr<Services> made(new Services(files, clock, random, std::move(options), std::move(keys)));
    const auto open_readers = [&](std::size_t count) -> Result<std::vector<std::unique_ptr<database::Connection>>> {
        std::vector<std::unique_ptr<database::Connection>> connections;
        for (std::size_t at = 0; at < count; ++at)
            connections.push_back(TRY(open_reader(files.database(), key, faults)));
        return connections;
    };
    auto terminal_readers = TRY(open_readers(readers));
    TRY(made->registry.load(*terminal_readers.front()));
    TRY(made->audit_heads.load(*terminal_readers.front()));
    TRY(made->moderation.screening().load(*terminal_readers.front()));
    made->reads = std::make_unique<ReadPool>("hub-read", std::move(terminal_readers));
    made->staff = std::make_unique<ReadPool>("hub-staff", TRY(open_readers(staff_readers)));
    made->writer = std::make_unique<Writer>(std::move(writer), made->context, made->notifier);
    made->commands = std::make_unique<CommandProcessor>(
        made->context, *made->writer, made->box,
        CommandProcessor::Services{made->requests, made->messages, made->contacts, made->credit_sales, made->transfers,
                                   made->commissary.orders, made->notices, made->visits});
    made->sign_in = std::make_unique<SignIn>(*made->writer, made->residents, clock, made->policy);
    made->sessions =
        std::make_unique<ConsoleSessions>(TRY(open_reader(files.database(), key, faults)), *made->writer, clock);
    made->console_sign_in = std::make_unique<ConsoleSignIn>(*made->writer, clock, random);
    if (can_enrol) {
        made->enrollment = std::make_unique<Enrollment>(made->enrollment_keys, made->attestation, clock, random,
                                                        *made->writer, made->devices, made->registry);
        made->renewal = std::make_unique<Renewal>(made->enrollment_keys, clock, random, *made->writer, made->registry);
    }
    return made;
}

Services::~Services() { stop(); }

void Services::begin_stop() {
    stopping_ = true;
    notifier.notify_all();
}

void Services::stop() {
    if (stopped_.exchange(true)) return;
    begin_stop();
    timers.stop();
    pins.stop();
    photo_pool.stop();
    if (staff) staff->stop();
    if (reads) reads->stop();
    if (writer) writer->stop();
}

void Services::alarm(const std::string& what) const {
    if (options.alarm) options.alarm(what);
}

std::vector<std::string> Services::standing_alarms() const {
    std::vector<std::string> all;
    if (webhooks.given_up() > 0) all.emplace_back("webhook_given_up");
    if (books_differ) all.emplace_back("books_differ");
    if (review_late > 0) all.emplace_back("review_late");
    return all;
}

}  // namespace dayroom::facility
