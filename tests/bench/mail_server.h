// Dovecot on loopback with a mailbox of letters, and mbsync, which fetches them over TLS: another program's way to
// bring messages to a device. Dovecot runs with its own configuration in a folder of its own, without rights, and is
// ended by its pid.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace dayroom::bench {

class MailServer {
public:
    /// One message a text. Throws when a program is missing or does not start.
    explicit MailServer(const std::vector<std::string>& texts);
    ~MailServer();
    MailServer(const MailServer&) = delete;
    MailServer& operator=(const MailServer&) = delete;

    /// mbsync of all of it into a new folder, from its start to its end: milliseconds. `durable`: with fsync, as mbsync
    /// does when it is told nothing.
    double fetch_ms(bool durable);

    const std::filesystem::path& certificate() const { return certificate_; }
    const std::filesystem::path& key() const { return key_; }

private:
    void make_certificate();
    void fill(const std::vector<std::string>& texts) const;
    void start();
    test::TempDir dir_;
    std::filesystem::path certificate_ = dir_ / "certificate.pem";
    std::filesystem::path key_ = dir_ / "key.pem";
    std::size_t messages_;
    int port_ = 0;
    int fetches_ = 0;
    std::unique_ptr<test::Process> server_;
};

/// A port of loopback that nobody uses just now.
int free_port();

}  // namespace dayroom::bench
