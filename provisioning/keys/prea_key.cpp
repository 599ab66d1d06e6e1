#include "provisioning/keys/prea_key.h"

#include <fstream>

#include <nlohmann/json.hpp>

#include "platform/wire/check.h"
#include "provisioning/keys/files.h"
#include "provisioning/keys/seed_file.h"

namespace dayroom::provisioning {
namespace {

using nlohmann::json;

constexpr SeedFile kPreaKeyFile{"dayroom-prea-key-1", "an outside body's key file"};
constexpr const char* kPublicFormat = "dayroom-prea-public-1";
constexpr const char* kStatementFormat = "dayroom-prea-statement-1";
constexpr const char* kReportsFormat = "dayroom-prea-reports-1";
constexpr const char* kAnswerFormat = "dayroom-prea-answer-1";
constexpr std::size_t kMaxReportsFile = 64 * 1024 * 1024;

std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void put_words(const json& object, const char* name, google::protobuf::RepeatedPtrField<wire::LocalText>& out) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_object()) return;
    for (const auto& [language, text] : found->items()) {
        if (!text.is_string()) continue;
        wire::LocalText* entry = out.Add();
        entry->set_language(language);
        entry->set_text(text.get<std::string>());
    }
}

Result<std::string> read_reports_file(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return Error(ErrorCode::kIo, "cannot read " + path.string());
    if (size > kMaxReportsFile) return Error(ErrorCode::kTooLarge, path.string() + " is too large");
    std::ifstream in(path, std::ios::binary);
    std::string text(static_cast<std::size_t>(size), '\0');
    if (!in.read(text.data(), static_cast<std::streamsize>(size)))
        return Error(ErrorCode::kIo, "cannot read " + path.string());
    return text;
}

}  // namespace

Result<crypto::BoxKey> make_prea_key(const std::filesystem::path& key, const std::filesystem::path& public_file,
                                     const std::string& name, const Secret& passphrase, Random& random) {
    if (std::filesystem::exists(public_file))
        return Error(ErrorCode::kConflict, public_file.string() + " exists already");
    crypto::BoxKey made = crypto::BoxKey::make(random);
    TRY(write_seed_file(kPreaKeyFile, key, passphrase, made.seed(), made.public_key().bytes(), random));
    const json content = {{"format", kPublicFormat},
                          {"name", name},
                          {"key", to_hex(made.public_key().bytes())},
                          {"fingerprint", wire::prea_fingerprint(made.public_key())}};
    TRY(write_whole_file(public_file, content.dump(2) + "\n", FileAudience::kEverybody));
    return made;
}

Result<crypto::BoxKey> load_prea_key(const std::filesystem::path& key, const Secret& passphrase) {
    return crypto::BoxKey::from_seed(TRY(read_seed_file(kPreaKeyFile, key, passphrase)));
}

Result<PreaPublic> read_prea_public(const std::filesystem::path& file) {
    const auto content = json::parse(TRY(read_small_file(file)), nullptr, false);
    if (!content.is_object() || text_of(content, "format") != kPublicFormat)
        return Error(ErrorCode::kInvalid, file.string() + " is not an outside body's public file");
    return PreaPublic{text_of(content, "name"),
                      TRY(crypto::BoxPublic::from_bytes(TRY(from_hex(text_of(content, "key")))))};
}

Status add_hotlines(wire::PreaStatement& statement, const std::filesystem::path& hotlines) {
    if (hotlines.empty()) return {};
    const auto content = json::parse(TRY(read_small_file(hotlines)), nullptr, false);
    if (!content.is_array())
        return Error(ErrorCode::kInvalid, hotlines.string() + " must be a list of hotlines (docs/operations/prea.md)");
    for (const json& entry : content) {
        if (!entry.is_object()) return Error(ErrorCode::kInvalid, "a hotline in it is no object");
        auto* hotline = statement.add_hotlines();
        put_words(entry, "name", *hotline->mutable_name());
        hotline->set_phone(text_of(entry, "phone"));
        put_words(entry, "note", *hotline->mutable_note());
    }
    return {};
}

Status write_prea_statement(const std::filesystem::path& out, const wire::PreaStatement& statement,
                            const RootKey& root) {
    TRY(wire::parse_prea_statement(as_bytes(statement.SerializeAsString())));
    const wire::PreaBody body = root.sign_prea(statement);
    const json content = {{"format", kStatementFormat},
                          {"payload", to_base64url(as_bytes(body.payload()))},
                          {"signature", to_base64url(as_bytes(body.signature()))}};
    return write_whole_file(out, content.dump(2) + "\n", FileAudience::kEverybody);
}

Result<OpenedReports> open_prea_reports(const std::filesystem::path& file, const crypto::BoxKey& key) {
    const auto content = json::parse(TRY(read_reports_file(file)), nullptr, false);
    const auto list = content.is_object() ? content.find("reports") : content.end();
    if (!content.is_object() || text_of(content, "format") != kReportsFormat || list == content.end() ||
        !list->is_array())
        return Error(ErrorCode::kInvalid, file.string() + " holds no reports of a Dayroom hub");
    OpenedReports all;
    for (const json& entry : *list) {
        const auto box = entry.is_object() ? from_base64url(text_of(entry, "box")) : Result<Bytes>(Bytes());
        auto report = box.ok() ? wire::open_prea_report(*box, key) : Result<wire::PreaReport>(box.error());
        if (!report.ok()) {
            ++all.closed;
            continue;
        }
        OpenedReport& opened = all.reports.emplace_back();
        opened.id = text_of(entry, "id");
        opened.day = entry.contains("day") && entry["day"].is_number_integer() ? entry["day"].get<std::int64_t>() : 0;
        opened.answer_address = to_base64url(as_bytes(report->answer_tag() + report->answer_key()));
        opened.report = report.take();
    }
    return all;
}

Status write_prea_answer(const std::filesystem::path& out, const std::string& address, const std::string& text,
                         Timestamp now) {
    const Bytes bytes = TRY(from_base64url(address));
    if (bytes.size() != wire::kPreaTagBytes + crypto::kPublicKeyBytes)
        return Error(ErrorCode::kInvalid, "the address must be the one that prea open has shown");
    const ByteView tag = ByteView(bytes).first(wire::kPreaTagBytes);
    const auto key = TRY(crypto::BoxPublic::from_bytes(ByteView(bytes).subspan(wire::kPreaTagBytes)));
    wire::PreaAnswerText answer;
    answer.set_text(text);
    answer.set_written_ms(now.ms());
    TRY(wire::parse_prea_answer_text(as_bytes(answer.SerializeAsString())));
    const Bytes box = TRY(wire::close_prea_answer(answer, key));
    const json content = {{"format", kAnswerFormat}, {"tag", to_base64url(tag)}, {"box", to_base64url(box)}};
    return write_whole_file(out, content.dump(2) + "\n", FileAudience::kOwnerOnly);
}

}  // namespace dayroom::provisioning
