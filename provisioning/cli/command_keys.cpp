#include <cstdio>
#include <memory>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "provisioning/cli/commands.h"
#include "provisioning/keys/files.h"
#include "provisioning/keys/root_key.h"

namespace dayroom::provisioning {
namespace {

struct KeyOptions {
    std::string out;
    std::string root;
    std::string request;
    std::string passphrase_file = "-";
};

Status keys_init(const KeyOptions& options) {
    SystemRandom random;
    const Secret passphrase = TRY(read_new_passphrase(options.passphrase_file));
    const RootKey root = TRY(RootKey::create(options.out, passphrase, random));
    std::printf(
        "facility root key made: %s\npublic key: %s\nKeep the file and its passphrase offline, in two places.\n",
        options.out.c_str(), to_hex(root.public_key().bytes()).c_str());
    return {};
}

Status hub_certify(const KeyOptions& options) {
    const HubRequest request = TRY(HubRequest::read(options.request));
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the facility root key: "));
    const RootKey root = TRY(RootKey::load(options.root, passphrase));
    const SystemClock clock;
    TRY(write_hub_certificate(options.out, root.certify(request, clock.now()), root.public_key()));
    std::printf(
        "certified the hub of \"%s\" for %d days: %s\nNext, on the hub: dayroom-hub hub-key install --data DIR %s\n",
        request.facility_name.c_str(), kHubCertificateDays, options.out.c_str(), options.out.c_str());
    return {};
}

}  // namespace

void add_key_commands(CLI::App& app, Run& run) {
    auto options = std::make_shared<KeyOptions>();
    const auto add_passphrase = [options](CLI::App* command) {
        command->add_option("--passphrase-file", options->passphrase_file,
                            "First line is the passphrase; - asks or reads standard input");
    };
    CLI::App* keys = app.add_subcommand("keys", "The facility root key")->require_subcommand(1);
    CLI::App* init = keys->add_subcommand("init", "Makes the facility root key, in a file under a passphrase");
    init->add_option("--out", options->out, "The key file to make")->required();
    add_passphrase(init);
    init->callback([options, &run] { run = [options] { return keys_init(*options); }; });
    add_key_paper_commands(*keys, run);

    CLI::App* hub = app.add_subcommand("hub", "The facility's hub")->require_subcommand(1);
    CLI::App* certify = hub->add_subcommand("certify", "Signs a hub's keys with the facility root key");
    certify->add_option("--root", options->root, "The facility root key file")->required();
    certify->add_option("--request", options->request, "The hub's hub-key.request")->required();
    certify->add_option("--out", options->out, "The certificate to write")->required();
    add_passphrase(certify);
    certify->callback([options, &run] { run = [options] { return hub_certify(*options); }; });
}

}  // namespace dayroom::provisioning
