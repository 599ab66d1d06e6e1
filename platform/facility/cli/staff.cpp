// Accounts of the console: the first one, and the way back in when everybody of IT is locked out.
#include <cstdio>

#include "platform/crypto/password.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/requests/desks.h"
#include "platform/facility/services/services.h"

namespace dayroom::hub {
namespace {

using facility::Services;
using facility::StaffAccount;
using facility::StaffId;
using facility::Work;

struct StaffOptions {
    std::string data;
    std::string name;
    std::string role;
    std::vector<std::string> desks;
};

/// The password is the last word printed, once.
void tell_password(const char* what, const std::string& name, const Secret& password) {
    std::printf("%s \"%s\"; one-time password, shown this once:\n%s\n", what, name.c_str(),
                to_string(password.bytes()).c_str());
}

Result<StaffAccount> find_by_name(Work& work, Services& services, const std::string& name) {
    const std::string key = TRY(facility::staff_name_key(name));
    for (StaffAccount& account : TRY(services.staff_accounts.list(work.db()))) {
        if (TRY(facility::staff_name_key(account.name)) == key) return std::move(account);
    }
    return Error(ErrorCode::kNotFound, "there is no account \"" + name + "\": see dayroom-hub staff list");
}

Result<int> staff_add(Environment& environment, const StaffOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const Secret password = facility::make_one_time_password(environment.random);
    const std::string hash = TRY(crypto::hash_password(password.bytes()));
    const StaffId id = StaffId::make(environment.clock, environment.random);
    TRY(services->writer->run(environment.administrator, [&](Work& work) -> Status {
        TRY(services->staff_accounts.add(work, id, options.name, options.role, hash));
        return options.desks.empty() ? Status() : facility::set_desks(work, facility::thing(id), options.desks);
    }));
    tell_password("added", options.name, password);
    return kExitDone;
}

Result<int> staff_reset(Environment& environment, const StaffOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const Secret password = facility::make_one_time_password(environment.random);
    const std::string hash = TRY(crypto::hash_password(password.bytes()));
    TRY(services->writer->run(environment.administrator, [&](Work& work) -> Status {
        const StaffAccount account = TRY(find_by_name(work, *services, options.name));
        TRY(services->staff_accounts.reset(work, account.id, hash));
        return services->staff_accounts.set_state(work, account.id, true);
    }));
    tell_password("reset", options.name, password);
    return kExitDone;
}

Result<int> staff_desks(Environment& environment, const StaffOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(environment.administrator, [&](Work& work) -> Status {
        const StaffAccount account = TRY(find_by_name(work, *services, options.name));
        return facility::set_desks(work, facility::thing(account.id), options.desks);
    }));
    std::printf("set; \"%s\" has %zu\n", options.name.c_str(), options.desks.size());
    return kExitDone;
}

Result<int> staff_suspend(Environment& environment, const StaffOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(environment.administrator, [&](Work& work) -> Status {
        const StaffAccount account = TRY(find_by_name(work, *services, options.name));
        return services->staff_accounts.set_state(work, account.id, false);
    }));
    std::printf("suspended; a serving hub ends the sessions within 5 seconds\n");
    return kExitDone;
}

Result<int> staff_list(Environment& environment, const StaffOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    return services->writer->make(environment.administrator, [&](Work& work) -> Result<int> {
        for (const StaffAccount& account : TRY(services->staff_accounts.list(work.db()))) {
            std::printf("%-14s %-10s %-17s %s\n", account.role.c_str(), account.active ? "active" : "suspended",
                        account.has_totp ? "authenticator" : "no authenticator", account.name.c_str());
        }
        return kExitDone;
    });
}

void add_name_option(CLI::App& command, std::string& name) {
    command.add_option("--name", name, "The person's name, as others know it")->required();
}

void add_desk_option(CLI::App& command, std::vector<std::string>& desks) {
    command.add_option("--desk", desks, "A role that forms name; may come often");
}

}  // namespace

void add_staff(CLI::App& app, Chosen& chosen) {
    CLI::App* staff = app.add_subcommand("staff", "Accounts of the staff console")->require_subcommand(1);
    CLI::App* adding = staff->add_subcommand("add", "Makes an account and shows its one-time password once");
    const auto add_options = run_on_data(*adding, chosen, &staff_add);
    add_name_option(*adding, add_options->name);
    adding->add_option("--role", add_options->role, "reviewer, trust_office, request_staff, it or auditor")->required();
    CLI::App* resetting =
        staff->add_subcommand("reset", "A new one-time password; forgets the authenticator, ends locks and sessions");
    add_name_option(*resetting, run_on_data(*resetting, chosen, &staff_reset)->name);
    add_desk_option(*adding, add_options->desks);
    CLI::App* setting = staff->add_subcommand("desks", "Whose requests an account works on: all of its desks, or none");
    const auto desk_options = run_on_data(*setting, chosen, &staff_desks);
    add_name_option(*setting, desk_options->name);
    add_desk_option(*setting, desk_options->desks);
    CLI::App* suspending = staff->add_subcommand("suspend", "Ends an account's sessions and lets it in no more");
    add_name_option(*suspending, run_on_data(*suspending, chosen, &staff_suspend)->name);
    run_on_data(*staff->add_subcommand("list", "Shows the accounts"), chosen, &staff_list);
}

}  // namespace dayroom::hub
