// Accounts, sessions and sign-in over a hub without its network, with cheap password hashes and a clock that stands.
#pragma once

#include "platform/crypto/one_time_code.h"
#include "platform/facility/console/console_sign_in.h"
#include "platform/facility/schema/read_transaction.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

inline constexpr crypto::ArgonCost kCheapCost{8 * 1024, 1};
inline constexpr const char* kFirstPassword = "k7mp-4rtq-9vxd-h2nw";
inline constexpr const char* kChosenPassword = "correct horse battery";

struct ConsoleFixture : HubFixture {
    facility::StaffAccounts accounts;
    SystemRandom any_thread;
    facility::ConsoleSessions sessions{must(facility::open_reader(database(), key)), *writer, clock};
    facility::ConsoleSignIn console{*writer, clock, any_thread, kCheapCost};

    facility::StaffId add(const std::string& name, const std::string& role) {
        const auto made = id<facility::StaffId>();
        const std::string hash = must(crypto::hash_password(as_bytes(kFirstPassword), kCheapCost));
        must(run([&](facility::Work& work) { return accounts.add(work, made, name, role, hash); }));
        return made;
    }
    facility::ConsoleAnswer sign_in(const std::string& name, const std::string& password, const std::string& code = {},
                                    const std::string& new_password = {}) {
        facility::ConsoleCredentials given;
        given.name = name;
        given.password = Secret::copy_of(as_bytes(password));
        given.code = Secret::copy_of(as_bytes(code));
        given.new_password = Secret::copy_of(as_bytes(new_password));
        return must(console.sign_in(given));
    }
    /// What the authenticator of this account shows, `steps` of 30 s from now.
    std::string code(const facility::StaffId& account, int steps = 0) {
        Secret secret;
        must(run([&](facility::Work& work) {
            return work.db().each(
                "SELECT totp_secret FROM staff_account WHERE id = $1",
                [&](const database::Row& row) { secret = Secret::copy_of(row.bytes(0)); }, account);
        }));
        const std::int64_t step = crypto::totp_step(clock.now()) + steps;
        return to_string(crypto::one_time_code(secret, static_cast<std::uint64_t>(step)).bytes());
    }
    /// Through the whole first sign-in: authenticator, new password.
    facility::ConsoleAnswer enrol(const std::string& name, const facility::StaffId& account) {
        sign_in(name, kFirstPassword);
        auto done = sign_in(name, kFirstPassword, code(account), kChosenPassword);
        clock.advance(Milliseconds(crypto::kTotpStep));
        return done;
    }
    std::vector<std::string> audit() {
        std::vector<std::string> names;
        const auto note = [&](const database::Row& row) {
            names.push_back(record::name_of(static_cast<record::Event>(row.integer(0))));
        };
        const auto moment = must(facility::ReadTransaction::begin(*reader));
        must(reader->each("SELECT event FROM audit ORDER BY sequence", note));
        must(reader->each("SELECT event FROM audit_queue ORDER BY no", note));
        return names;
    }
};

inline std::string cookie_of(const facility::ConsoleAnswer& answer) { return to_string(answer.cookie.bytes()); }

}  // namespace dayroom::test
