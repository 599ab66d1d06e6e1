// Records of requests for a court, proven where there is no connection.
#include <cstdio>

#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/request_records/record_file.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {
namespace {

struct RecordOptions {
    std::string data;  // may be empty: only the file is proven
    std::string root;
    std::string file;
};

constexpr std::size_t kMaxCertificateFile = 64 * 1024;

Status compare_with_hub(const std::string& data, const facility::RecordProof& proof) {
    const facility::HubFiles files(data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    TRY(record::AuditLog(*reader).verify());
    return facility::compare_with_log(*reader, proof);
}

Result<int> verify_record(Environment&, const RecordOptions& options) {
    const std::string file = TRY(facility::read_file(options.file, facility::kMaxRecordBytes));
    const std::string certificate = TRY(facility::read_file(options.root, kMaxCertificateFile));
    const auto claim = TRY(facility::claim_of(file));
    const auto root = TRY(facility::read_root_file(certificate, "root", claim.made));
    const auto proof = TRY(facility::prove_record(file, root));
    std::printf("genuine: written by the hub of %s (root %s)\n", proof.facility_name.c_str(),
                facility::fingerprint(root.root).c_str());
    std::printf("request %s, form %s, receipt %s\n", proof.request.to_string().c_str(), proof.form_code.c_str(),
                proof.receipt_code.c_str());
    std::printf("%zu of %zu pieces (the filing, each step) are on record, in %zu rows of the log; its head was %lld\n",
                proof.on_record, proof.pieces, proof.entries.size(), static_cast<long long>(proof.head.sequence));
    if (!options.data.empty()) {
        TRY(compare_with_hub(options.data, proof));
        std::printf("the log of this hub is whole and has these rows\n");
    }
    if (proof.whole()) return kExitDone;
    return Error(ErrorCode::kCorrupt, "not every piece is on record: what is not cannot be proven");
}

}  // namespace

void add_request_records(CLI::App& app, Chosen& chosen) {
    CLI::App* requests = app.add_subcommand("request", "Records of requests for a court");
    requests->require_subcommand(1);
    CLI::App* verify = requests->add_subcommand("verify", "Proves a record that was exported, without a connection");
    const auto options = run_with(*verify, chosen, &verify_record);
    verify->add_option("file", options->file, "The record")->required();
    verify->add_option("--root", options->root, "A hub-key.certificate of that facility, from its IT")->required();
    verify->add_option("--data", options->data, "Compares it with the audit log of the hub in this folder too");
}

}  // namespace dayroom::hub
