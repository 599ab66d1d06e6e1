#include "tests/bench/mail_server.h"

#include <fstream>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/report.h"
#include "tests/unit/platform/facility/support/tls_client.h"

namespace dayroom::bench {
namespace {

constexpr const char* kPassword = "bench";
constexpr double kMailPatienceMs = 20'000;
constexpr std::chrono::seconds kFetchPatience{300};

std::string find_program(const std::string& name) {
    for (const char* folder : {"/usr/bin/", "/usr/sbin/"})
        if (std::filesystem::exists(folder + name)) return folder + name;
    throw std::runtime_error(name + " is missing: scripts/setup bench");
}

/// Who the programs run as: never root.
struct User {
    std::string name;
    std::string group;
    uid_t uid = ::geteuid();
    gid_t gid = ::getegid();

    User() {
        if (const struct passwd* nobody = uid == 0 ? ::getpwnam("nobody") : nullptr) {
            uid = nobody->pw_uid;
            gid = nobody->pw_gid;
        }
        const passwd* found = ::getpwuid(uid);
        const struct group* of = ::getgrgid(gid);
        if (found == nullptr || of == nullptr) throw std::runtime_error("this user has no name");
        name = found->pw_name;
        group = of->gr_name;
    }
    std::vector<std::string> run(std::vector<std::string> arguments) const {
        if (::geteuid() != 0) return arguments;
        std::vector<std::string> whole = {find_program("setpriv"), "--reuid",       std::to_string(uid), "--regid",
                                          std::to_string(gid),     "--clear-groups"};
        whole.insert(whole.end(), arguments.begin(), arguments.end());
        return whole;
    }
    void give(const std::filesystem::path& folder) const {
        if (::geteuid() != 0) return;
        auto change = [this](const std::filesystem::path& path) {
            if (::lchown(path.c_str(), uid, gid) != 0) throw std::runtime_error("cannot give away " + path.string());
        };
        change(folder);
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) change(entry.path());
    }
};

std::string letter(std::size_t number, const std::string& text) {
    const std::string no = std::to_string(number);
    return "Return-Path: <contact@example.invalid>\nDate: Mon, 1 Jun 2026 12:00:00 +0000\nMessage-ID: <bench." + no +
           "@example.invalid>\nFrom: Contact <contact@example.invalid>\nTo: Resident <resident@example.invalid>\n"
           "Subject: Letter " +
           no + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n";
}

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::size_t files_in(const std::filesystem::path& maildir) {
    std::size_t found = 0;
    for (const char* part : {"cur", "new"})
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(maildir / part)) ++found;
    return found;
}

}  // namespace

int free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(probe, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                       ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(probe);
    if (!bound) throw std::runtime_error("no port is free");
    return ntohs(address.sin_port);
}

MailServer::MailServer(const std::vector<std::string>& texts) : messages_(texts.size()), port_(free_port()) {
    make_certificate();
    fill(texts);
    start();
}

MailServer::~MailServer() { (void)server_->stop(); }

void MailServer::make_certificate() {
    const auto made = test::run({find_program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
                                 "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                                 "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key_, "-out", certificate_});
    if (made.exit_code != 0) throw std::runtime_error("openssl: " + made.output);
}

void MailServer::fill(const std::vector<std::string>& texts) const {
    const auto box = dir_ / "mail";
    for (const char* part : {"cur", "new", "tmp"}) std::filesystem::create_directories(box / part);
    for (std::size_t at = 0; at < texts.size(); ++at)
        write(box / "cur" / (std::to_string(1'780'000'000 + at) + ".M0P1Q" + std::to_string(at) + ".bench:2,"),
              letter(at, texts[at]));
    std::filesystem::create_directories(dir_ / "home");
}

void MailServer::start() {
    const User user;
    const std::string here = dir_.path();
    write(dir_ / "dovecot.conf",
          "base_dir = " + here + "/run\nstate_dir = " + here + "/state\nlog_path = " + here +
              "/dovecot.log\nprotocols = imap\nlisten = 127.0.0.1\nssl = required\nssl_cert = <" +
              certificate_.string() + "\nssl_key = <" + key_.string() +
              "\nssl_min_protocol = TLSv1.2\ndefault_login_user = " + user.name +
              "\ndefault_internal_user = " + user.name + "\ndefault_internal_group = " + user.group +
              "\nfirst_valid_uid = 1\nservice imap-login {\n  chroot =\n  inet_listener imap {\n    port = 0\n  }\n"
              "  inet_listener imaps {\n    port = " +
              std::to_string(port_) +
              "\n    ssl = yes\n  }\n}\nservice anvil {\n  chroot =\n}\nservice stats {\n  chroot =\n}\n"
              "passdb {\n  driver = static\n  args = password=" +
              kPassword + "\n}\nuserdb {\n  driver = static\n  args = uid=" + std::to_string(user.uid) + " gid=" +
              std::to_string(user.gid) + " home=" + here + "/home\n}\nmail_location = maildir:" + here + "/mail\n");
    user.give(dir_.path());
    server_ = std::make_unique<test::Process>(
        test::Process::Options{.arguments = user.run({find_program("dovecot"), "-F", "-c", dir_ / "dovecot.conf"}),
                               .environment = {},
                               .log = dir_ / "dovecot.err",
                               .input = {}});
    for (const MonotonicTime begin = SystemClock().steady();; std::this_thread::yield()) {
        if (const int probe = test::TlsClient::connect_tcp(static_cast<std::uint16_t>(port_)); probe >= 0)
            return void(::close(probe));
        if (server_->running() && ms_since(begin) < kMailPatienceMs) continue;
        std::ifstream log(dir_ / "dovecot.log"), errors(dir_ / "dovecot.err");
        throw std::runtime_error("dovecot does not start: " + std::string(std::istreambuf_iterator<char>(log), {}) +
                                 std::string(std::istreambuf_iterator<char>(errors), {}));
    }
}

double MailServer::fetch_ms(bool durable) {
    const User user;
    const auto to = dir_ / ("fetched-" + std::to_string(++fetches_));
    std::filesystem::create_directories(to);
    const auto settings = to / "mbsyncrc";
    write(settings, std::string("FSync ") + (durable ? "yes" : "no") + "\n\nIMAPAccount far\nHost localhost\nPort " +
                        std::to_string(port_) + "\nUser bench\nPass " + kPassword +
                        "\nSSLType IMAPS\nCertificateFile " + certificate_.string() +
                        "\n\nIMAPStore far\nAccount far\n\nMaildirStore near\nPath " + to.string() + "/\nInbox " +
                        to.string() +
                        "/INBOX\n\nChannel all\nFar :far:\nNear :near:\nPatterns INBOX\nCreate Near\nSync Pull\n"
                        "SyncState *\n");
    user.give(to);
    const MonotonicTime begin = SystemClock().steady();
    test::Process mbsync({.arguments = user.run({find_program("mbsync"), "-q", "-c", settings, "all"}),
                          .environment = {},
                          .log = to / "mbsync.log",
                          .input = {}});
    const int exit_code = mbsync.wait(kFetchPatience);
    const double taken = ms_since(begin);
    if (exit_code != 0 || files_in(to / "INBOX") != messages_) {
        std::ifstream log(to / "mbsync.log");
        throw std::runtime_error("mbsync did not bring all messages: " +
                                 std::string(std::istreambuf_iterator<char>(log), {}));
    }
    return taken;
}

}  // namespace dayroom::bench
