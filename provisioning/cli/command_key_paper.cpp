// The facility root key on paper: shares for several people, and the recovery sheet.
#include <cstdio>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "provisioning/cli/commands.h"
#include "provisioning/keys/files.h"
#include "provisioning/keys/recovery_sheet.h"
#include "provisioning/keys/root_key.h"

namespace dayroom::provisioning {
namespace {

struct PaperOptions {
    std::string root;
    std::string out;
    std::string passphrase_file = "-";
    std::vector<std::string> papers;
    int shares = 5;
    int needed = 3;
};

/// All or none: a folder with some of the shares would look like a ceremony that was done.
Status write_shares(const std::filesystem::path& folder, const std::vector<KeyShare>& shares,
                    const crypto::SigningPublic& key) {
    std::vector<std::filesystem::path> written;
    for (const KeyShare& share : shares) {
        const auto file = folder / fmt::format("share-{}.txt", share.number);
        std::string paper = share_paper(share, key);
        const Status done = write_whole_file(file, paper, FileAudience::kOwnerOnly);
        dayroom::wipe(paper);
        if (!done.ok()) {
            std::error_code gone;
            for (const auto& each : written) std::filesystem::remove(each, gone);
            return done;
        }
        written.push_back(file);
    }
    return {};
}

Status keys_split(const PaperOptions& options) {
    SystemRandom random;
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the facility root key: "));
    const RootKey root = TRY(RootKey::load(options.root, passphrase));
    const auto shares = TRY(root.split(options.needed, options.shares, random));
    std::error_code made;
    std::filesystem::create_directories(options.out, made);
    TRY(write_shares(options.out, shares, root.public_key()));
    std::printf(
        "%d shares are in %s, any %d of them make the key again (tried).\nPrint each on a sheet of its own, give it to "
        "its "
        "keeper, then wipe the folder.\n",
        options.shares, options.out.c_str(), options.needed);
    return {};
}

Result<KeyShare> read_share(const std::string& path) {
    std::string text = TRY(read_small_file(path));
    auto share = read_share_paper(text);
    dayroom::wipe(text);
    if (!share.ok()) return Error(share.error().code, path + ": " + share.error().detail);
    return share;
}

Status keys_join(const PaperOptions& options) {
    SystemRandom random;
    std::vector<KeyShare> shares;
    for (const std::string& paper : options.papers) shares.push_back(TRY(read_share(paper)));
    crypto::SigningKey key = TRY(join_key(shares));
    const Secret passphrase = TRY(read_new_passphrase(options.passphrase_file));
    const RootKey root = TRY(RootKey::keep(options.out, passphrase, std::move(key), random));
    std::printf("the facility root key is back: %s\npublic key: %s\nWipe what was typed of the shares.\n",
                options.out.c_str(), to_hex(root.public_key().bytes()).c_str());
    return {};
}

Status keys_sheet(const PaperOptions& options) {
    const std::string sheet = TRY(recovery_sheet(options.root));
    TRY(write_whole_file(options.out, sheet, FileAudience::kOwnerOnly));
    std::printf("recovery sheet: %s\nPrint it, and keep it apart from the passphrase.\n", options.out.c_str());
    return {};
}

Status keys_restore(const PaperOptions& options) {
    const std::string sheet = TRY(read_small_file(options.papers.front()));
    TRY(restore_from_sheet(sheet, options.out));
    std::printf("the facility root key file is back: %s\nIt opens with the passphrase that it had.\n",
                options.out.c_str());
    return {};
}

}  // namespace

void add_key_paper_commands(CLI::App& keys, Run& run) {
    auto options = std::make_shared<PaperOptions>();
    const auto add_passphrase = [options](CLI::App* command) {
        command->add_option("--passphrase-file", options->passphrase_file,
                            "First line is the passphrase; - asks or reads standard input");
    };
    const auto does = [options, &run](CLI::App* command, Status (*act)(const PaperOptions&)) {
        command->callback([options, &run, act] { run = [options, act] { return act(*options); }; });
    };
    CLI::App* split = keys.add_subcommand("split", "Makes shares of the root key, for several people");
    split->add_option("--root", options->root, "The facility root key file")->required();
    split->add_option("--shares", options->shares, "How many are made")->capture_default_str();
    split->add_option("--needed", options->needed, "How many make the key again")->capture_default_str();
    split->add_option("--out", options->out, "The folder to write them into")->required();
    add_passphrase(split);
    does(split, keys_split);

    CLI::App* join = keys.add_subcommand("join", "Makes the root key again out of shares");
    join->add_option("share", options->papers, "Files of shares, as printed or typed")->required();
    join->add_option("--out", options->out, "The key file to make")->required();
    add_passphrase(join);
    does(join, keys_join);

    CLI::App* sheet = keys.add_subcommand("sheet", "Writes the root key file as a sheet to print");
    sheet->add_option("--root", options->root, "The facility root key file")->required();
    sheet->add_option("--out", options->out, "The sheet to write")->required();
    does(sheet, keys_sheet);

    CLI::App* restore = keys.add_subcommand("restore", "Makes the root key file again out of its sheet");
    restore->add_option("sheet", options->papers, "The sheet, as printed or typed")->required()->expected(1);
    restore->add_option("--out", options->out, "The key file to make")->required();
    does(restore, keys_restore);
}

}  // namespace dayroom::provisioning
