// Role tokens of the staff API, and the hub's certification by the facility root.
#include <cstdio>

#include "platform/facility/cli/cli.h"
#include "platform/facility/hub/set_up.h"
#include "platform/facility/integration/api_tokens.h"
#include "platform/facility/requests/desks.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {
namespace {

using facility::ApiTokenId;
using facility::ApiTokens;
using facility::HubFiles;
using facility::Services;
using facility::Work;

struct KeyOptions {
    std::string data;
    std::string role;
    std::string name;
    std::string id;
    std::string file;
    std::vector<std::string> desks;
};

/// The secret is the last word printed, once.
Result<int> token_create(Environment& environment, const KeyOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const ApiTokenId id = ApiTokenId::make(environment.clock, environment.random);
    const std::string secret =
        TRY(services->writer->make(environment.administrator, [&](Work& work) -> Result<std::string> {
            std::string made = TRY(ApiTokens::create(work, id, options.name, options.role));
            if (!options.desks.empty()) TRY(facility::set_desks(work, facility::thing(id), options.desks));
            return made;
        }));
    std::printf("token %s, role %s, shown this once:\n%s\n", id.to_string().c_str(), options.role.c_str(),
                secret.c_str());
    return kExitDone;
}

Result<int> token_revoke(Environment& environment, const KeyOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const ApiTokenId id = TRY(ApiTokenId::parse(options.id));
    TRY(services->writer->run(environment.administrator, [&](Work& work) { return ApiTokens::revoke(work, id); }));
    std::printf("revoked; a serving hub refuses it within 5 seconds\n");
    return kExitDone;
}

Result<int> token_list(Environment&, const KeyOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    TRY(reader->each("SELECT id, role, name, revoked_ms FROM api_token ORDER BY made_ms", [](const database::Row& row) {
        std::printf("%s %-14s %-8s %s\n", row.id<ApiTokenId>(0).to_string().c_str(), row.string(1).c_str(),
                    row.integer(3) == 0 ? "valid" : "revoked", row.string(2).c_str());
    }));
    return kExitDone;
}

Result<int> key_request(Environment& environment, const KeyOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    TRY(facility::write_key_request(*services));
    std::printf("wrote %s\nNext, on the offline machine: dayroom-provision hub certify --request %s …\n",
                services->files.request().c_str(), services->files.request().filename().c_str());
    return kExitDone;
}

Result<int> key_install(Environment& environment, const KeyOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    const auto identity = TRY(facility::read_identity(*reader));
    TRY(files.install(options.file, identity.facility, environment.clock.now()));
    std::printf("this hub is certified\nNext: dayroom-hub serve --data %s --listen ADDRESS:PORT\n",
                options.data.c_str());
    return kExitDone;
}

}  // namespace

void add_keys(CLI::App& app, Chosen& chosen) {
    CLI::App* token = app.add_subcommand("token", "Role tokens of the staff API")->require_subcommand(1);
    CLI::App* create = token->add_subcommand("create", "Makes a token and shows it once");
    const auto creating = run_on_data(*create, chosen, &token_create);
    create->add_option("--role", creating->role, "reviewer, trust_office, request_staff, it, auditor, provider or prea")
        ->required();
    create->add_option("--name", creating->name, "Who or what uses it");
    create->add_option("--desk", creating->desks, "Whose requests it works on: a role that forms name; may come often");
    CLI::App* revoke = token->add_subcommand("revoke", "Ends a token");
    const auto revoking = run_on_data(*revoke, chosen, &token_revoke);
    revoke->add_option("ID", revoking->id, "The token's id, as create and list show it")->required();
    run_on_data(*token->add_subcommand("list", "Shows the tokens, without their secrets"), chosen, &token_list);
    CLI::App* key =
        app.add_subcommand("hub-key", "Certification of this hub by the facility root key")->require_subcommand(1);
    run_on_data(*key->add_subcommand("request", "Writes DIR/hub-key.request again"), chosen, &key_request);
    CLI::App* install = key->add_subcommand("install", "Takes what dayroom-provision hub certify made");
    const auto installing = run_on_data(*install, chosen, &key_install);
    install->add_option("FILE", installing->file, "The certificate file")->required();
}

}  // namespace dayroom::hub
