// Handbook and rules: files in, versions and the file of each out.
#include "platform/documents/document_text.h"
#include "platform/facility/documents/documents.h"
#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr std::size_t kMaxDocumentCallBytes = 1024 * 1024;  // a file, each sign of it escaped

json document_head(const wire::Document& document) {
    return {{"code", document.code()},
            {"language", document.language()},
            {"title", document.title()},
            {"revision", document.revision()},
            {"public", document.public_()},
            {"position", document.position()},
            {"chapters", document.chapters_size()}};
}

json stored_view(const StoredDocument& stored) {
    json shown = document_head(stored.document);
    shown["id"] = stored.id.to_string();
    shown["in_force"] = stored.active;
    shown["from_ms"] = stored.from.ms();
    shown["by_role"] = stored.by_role;
    return shown;
}

const char* block_name(wire::Document::Block::Kind kind) {
    switch (kind) {
        case wire::Document::Block::BULLETS:
            return "bullets";
        case wire::Document::Block::NUMBERS:
            return "numbers";
        case wire::Document::Block::IMPORTANT:
            return "important";
        default:
            return "paragraph";
    }
}

/// All of it, to be shown.
json chapters_view(const wire::Document& document) {
    json chapters = json::array();
    for (const auto& chapter : document.chapters()) {
        json sections = json::array();
        for (const auto& section : chapter.sections()) {
            json blocks = json::array();
            for (const auto& block : section.blocks()) {
                blocks.push_back({{"kind", block_name(block.kind())},
                                  {"texts", std::vector<std::string>(block.texts().begin(), block.texts().end())}});
            }
            sections.push_back({{"title", section.title()}, {"blocks", blocks}});
        }
        chapters.push_back({{"title", chapter.title()}, {"sections", sections}});
    }
    return chapters;
}

Result<ApiAnswer> list_documents(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    for (const auto& stored : TRY(call.services.documents.list(call.db, call.query_text("withdrawn") == "true")))
        all.push_back(stored_view(stored));
    return ApiAnswer{{{"documents", all}}};
}

Result<ApiAnswer> read_document_file(StaffCall& call) {
    const DocumentId id = TRY(call.path_id<DocumentId>(0));
    TRY(call.body.done());
    const auto versions = TRY(call.services.documents.versions(call.db, id));
    if (versions.empty()) return Error(ErrorCode::kNotFound, "There is no such document.");
    const auto newest = versions.front().document.revision();
    const auto revision = TRY(call.query_number("revision", 1, INT32_MAX, newest));
    json listed = json::array();
    json shown;
    for (const DocumentVersion& version : versions) {
        listed.push_back({{"revision", version.document.revision()},
                          {"from_ms", version.from.ms()},
                          {"until_ms", version.until.ms()},
                          {"by_role", version.by_role}});
        if (version.document.revision() != revision) continue;
        shown = document_head(version.document);
        shown["content"] = chapters_view(version.document);
        shown["text"] = documents::write_text(version.document);
    }
    if (shown.is_null()) return Error(ErrorCode::kNotFound, "There is no such version.");
    shown["id"] = id.to_string();
    shown["versions"] = listed;
    return ApiAnswer{shown};
}

/// What a file says, or what is wrong with it, line by line.
Result<ApiAnswer> import_document(StaffCall& call) {
    const std::string text = call.body.text("text", documents::kMaxTextBytes);
    const bool dry_run = call.body.optional_flag("dry_run");
    TRY(call.body.done());
    const documents::Reading reading = documents::read_text(text);
    json faults = json::array();
    for (const documents::Fault& fault : reading.faults) faults.push_back({{"line", fault.line}, {"what", fault.what}});
    json answer = document_head(reading.document);
    answer["errors"] = faults;
    if (!dry_run && !faults.empty()) {
        return ApiAnswer{
            {{"code", "document_refused"}, {"detail", "The file has lines that are wrong."}, {"errors", faults}}, 400};
    }
    if (dry_run) {
        if (faults.empty()) answer["content"] = chapters_view(reading.document);
        return ApiAnswer{answer};
    }
    StoredDocument stored;
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        stored = TRY(call.services.documents.put(work, reading.document));
        return {};
    }));
    answer = stored_view(stored);
    answer["errors"] = json::array();
    return ApiAnswer{answer, stored.document.revision() == 1 ? 201 : 200};
}

Result<ApiAnswer> withdraw_document(StaffCall& call) {
    const DocumentId id = TRY(call.path_id<DocumentId>(0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.documents.withdraw(work, id); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "withdrawn"}}};
}

}  // namespace

void add_document_routes(http::Router& router, StaffApi& api) {
    const char* readers = "reviewer request_staff auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/documents", readers, &list_documents);
    add_api_route(router, api, Method::kPost, "/api/v1/documents", "request_staff", &import_document,
                  kMaxDocumentCallBytes);
    add_api_route(router, api, Method::kGet, "/api/v1/documents/{id}", readers, &read_document_file);
    add_api_route(router, api, Method::kPost, "/api/v1/documents/{id}/withdraw", "request_staff", &withdraw_document);
}

}  // namespace dayroom::facility
