// Contacts: what residents and people outside ask for, and what staff decide.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;
using wire::Contact;

constexpr int kContactPage = 200;

std::optional<Contact::State> state_of(std::string_view name) {
    for (const auto each : {Contact::REQUESTED, Contact::INVITED, Contact::APPROVED, Contact::REFUSED, Contact::BLOCKED,
                            Contact::REMOVED}) {
        if (name == wire::name_of(each)) return each;
    }
    return std::nullopt;
}

Result<StoredContact> find_contact(StaffCall& call, const ContactId& id) {
    auto contact = TRY(call.services.contacts.find(call.db, id));
    if (!contact) return Error(ErrorCode::kNotFound, "There is no such contact.");
    return std::move(*contact);
}

Result<ApiAnswer> list_of_resident(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    TRY(call.body.done());
    const auto resident = TRY(call.services.residents.find(call.db, id));
    if (!resident) return Error(ErrorCode::kNotFound, "There is no such resident.");
    // Who blocked, and why somebody was refused, is for those who decide.
    const bool decides = call.caller.role == "reviewer" || call.caller.role == "auditor";
    const std::string name = resident->given_name + " " + resident->family_name;
    json list = json::array();
    for (const StoredContact& contact : TRY(call.services.contacts.of(call.db, id)))
        list.push_back(decides ? view(ListedContact{contact, resident->number, name}) : view(contact));
    return ApiAnswer{{{"contacts", list}}};
}

Result<ApiAnswer> list_by_state(StaffCall& call) {
    TRY(call.body.done());
    const std::string wanted = call.query_text("state");
    const auto state = wanted.empty() ? std::optional(Contact::REQUESTED) : state_of(wanted);
    if (!state || *state == Contact::REMOVED) {
        return Error(ErrorCode::kInvalid, "\"state\" must be requested, invited, approved, refused or blocked.");
    }
    ContactFilter filter;
    filter.state = *state;
    const Page page = TRY(call.query_page(kContactPage, 50));
    filter.limit = page.limit;
    filter.offset = page.offset;
    json list = json::array();
    for (const ListedContact& each : TRY(call.services.contacts.list(call.db, filter))) list.push_back(view(each));
    const std::int64_t total = TRY(call.services.contacts.count(call.db, *state));
    return ApiAnswer{{{"contacts", list}, {"total", total}}};
}

Result<ApiAnswer> read_contact(StaffCall& call) {
    const ContactId id = TRY(call.path_id<ContactId>(0));
    TRY(call.body.done());
    return ApiAnswer{view(TRY(find_contact(call, id)))};
}

Result<ApiAnswer> add_contact(StaffCall& call) {
    const ResidentId resident = TRY(call.path_id<ResidentId>(0));
    const std::string name = call.body.text("name", kMaxContactName);
    const std::string relationship = call.body.text("relationship", wire::kMaxCodeCharacters);
    const std::string address = call.body.optional_text("address", wire::kMaxNameCharacters);
    TRY(call.body.done());
    const ContactId id = ContactId::make(call.services.clock, call.services.random);
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) {
        return call.services.contacts.add(work, id, resident, name, relationship, Contact::REQUESTED, address);
    }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "requested"}}, 201};
}

/// Staff may agree to an invitation before the resident has answered it: the answer then says "invited".
Result<ApiAnswer> decide_contact(StaffCall& call) {
    const ContactId id = TRY(call.path_id<ContactId>(0));
    const auto state = state_of(call.body.text("state", 16));
    const std::string reason = call.body.optional_text("reason", wire::kMaxLineCharacters);
    TRY(call.body.done());
    if (!state || *state == Contact::REQUESTED || *state == Contact::INVITED)
        return Error(ErrorCode::kInvalid, "\"state\" must be approved, refused, blocked or removed.");
    const Contact::State now =
        TRY(call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<Contact::State> {
            TRY(call.services.contacts.set_state(work, id, *state, reason));
            return TRY(call.services.contacts.find(work.db(), id))->state;
        }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", wire::name_of(now)}}};
}

/// Somebody outside asks to write to a resident whom they name by number.
Result<ApiAnswer> invite(StaffCall& call) {
    const std::string number = call.body.text("resident_number", wire::kMaxResidentNumberCharacters);
    NewContact contact;
    contact.name = call.body.text("name", kMaxContactName);
    contact.relationship = call.body.text("relationship", wire::kMaxCodeCharacters);
    contact.address = call.body.text("address", wire::kMaxNameCharacters);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const auto resident = TRY(call.services.residents.find_by_number(call.db, number));
    if (!resident || !resident->here) return Error(ErrorCode::kNotFound, "There is no such resident.");
    contact.resident = resident->id;
    return once(call, "invitation", key, [&](Work& work) -> Result<ApiAnswer> {
        contact.id = work.make_id<ContactId>();
        TRY(call.services.contacts.invite(work, contact));
        return ApiAnswer{{{"id", contact.id.to_string()},
                          {"resident_id", contact.resident.to_string()},
                          {"state", wire::name_of(Contact::INVITED)}},
                         201};
    });
}

}  // namespace

void add_contact_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/residents/{id}/contacts",
                  "reviewer auditor trust_office provider", &list_of_resident);
    add_api_route(router, api, Method::kPost, "/api/v1/residents/{id}/contacts", "reviewer provider", &add_contact);
    add_api_route(router, api, Method::kGet, "/api/v1/contacts", "reviewer auditor", &list_by_state);
    add_api_route(router, api, Method::kGet, "/api/v1/contacts/{id}", "reviewer auditor provider", &read_contact);
    add_api_route(router, api, Method::kPost, "/api/v1/contacts/{id}/state", "reviewer", &decide_contact);
    add_api_route(router, api, Method::kPost, "/api/v1/invitations", "provider", &invite);
}

}  // namespace dayroom::facility
