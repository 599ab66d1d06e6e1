#include "platform/facility/admin/export.h"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/util/json_util.h>

#include "platform/facility/admin/export_tables.h"
#include "platform/facility/feed/scope.h"
#include "platform/facility/schema/read_transaction.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {
namespace {

void append_text(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", byte);
            out += escaped;
        } else {
            out += c;
        }
    }
    out += '"';
}

template <typename Message>
Status append_message(std::string& out, ByteView bytes) {
    Message message;
    std::string json;
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
        !google::protobuf::util::MessageToJsonString(message, &json, options).ok()) {
        return Error(ErrorCode::kCorrupt, "a stored record cannot be read");
    }
    out += json;
    return {};
}

Status append_value(std::string& out, const ExportColumn& column, const database::Row& row, int at) {
    if (row.is_null(at)) {
        out += "null";
        return {};
    }
    using Kind = ExportColumn::Kind;
    switch (column.kind) {
        case Kind::kNumber:
            out += std::to_string(row.integer(at));
            return {};
        case Kind::kText:
            append_text(out, row.text(at));
            return {};
        case Kind::kId:
            append_text(out, row.id<ThingId>(at).to_string());
            return {};
        case Kind::kHex:
            append_text(out, to_hex(row.bytes(at)));
            return {};
        case Kind::kFacility:
            return append_message<wire::Facility>(out, row.bytes(at));
        case Kind::kPrice:
            return append_message<wire::PriceList::Price>(out, row.bytes(at));
        case Kind::kForm:
            return append_message<wire::Form>(out, row.bytes(at));
        case Kind::kAnswers:
            return append_message<wire::Request>(out, row.bytes(at));
        case Kind::kNotice:
            return append_message<wire::Notice>(out, row.bytes(at));
        case Kind::kDocument:
            return append_message<wire::Document>(out, row.bytes(at));
        case Kind::kSchedule:
            return append_message<wire::Schedule>(out, row.bytes(at));
        case Kind::kAppointment:
            return append_message<wire::Appointment>(out, row.bytes(at));
        case Kind::kCard:
            return append_message<wire::Card>(out, row.bytes(at));
        case Kind::kCatalogCategory:
            return append_message<wire::CatalogCategory>(out, row.bytes(at));
        case Kind::kCatalogItem:
            return append_message<wire::CatalogItem>(out, row.bytes(at));
        case Kind::kOrderLine:
            return append_message<wire::OrderLine>(out, row.bytes(at));
        case Kind::kPhoneTerms:
            return append_message<wire::PhoneTerms>(out, row.bytes(at));
        case Kind::kVisitTerms:
            return append_message<wire::VisitTerms>(out, row.bytes(at));
    }
    return {};
}

Status export_table(database::Connection& connection, const ExportTable& table, std::ostream& out,
                    ExportCounts& counts) {
    std::string columns;
    for (const ExportColumn& column : table.columns) {
        if (!columns.empty()) columns += ", ";
        columns += column.name;
    }
    std::string line;
    TRY(connection.each("SELECT " + columns + " FROM " + table.name + " ORDER BY " + table.order,
                        [&](const database::Row& row) -> Status {
                            line = "{\"table\":\"" + std::string(table.name) + "\"";
                            int at = 0;
                            for (const ExportColumn& column : table.columns) {
                                line += ",\"" + std::string(column.name) + "\":";
                                TRY(append_value(line, column, row, at++));
                            }
                            line += "}\n";
                            out << line;
                            ++counts.lines;
                            return out.good() ? Status()
                                              : Status(Error(ErrorCode::kIo, "the export cannot be written"));
                        }));
    ++counts.tables;
    return {};
}

}  // namespace

Result<ExportCounts> export_all(database::Connection& connection, std::ostream& out, Timestamp at) {
    auto transaction = TRY(ReadTransaction::begin(connection));
    ExportCounts counts;
    out << "{\"format\":\"" << kExportFormat << "\",\"exported_ms\":" << at.ms() << "}\n";
    ++counts.lines;
    for (const ExportTable& table : export_tables()) TRY(export_table(connection, table, out, counts));
    out << "{\"end\":true,\"lines\":" << ++counts.lines << "}\n";
    out.flush();
    if (!out.good()) return Error(ErrorCode::kIo, "the export cannot be written");
    return counts;
}

}  // namespace dayroom::facility
