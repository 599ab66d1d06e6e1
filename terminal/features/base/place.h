// Where a person is: a screen and what it shows. Only data, so that a screen can send to another feature's without
// including it.
#pragma once

#include <string>

namespace dayroom::features {

enum class ScreenId {
    kHome,
    kMessages,  // parameter: filter code, or empty
    kReader,    // parameter: contact id
    kPhoto,     // parameter: SHA-256 of the photo
    kMessageSearch,
    kWriteTo,         // choose an approved contact to write to
    kWrite,           // parameter: contact id
    kCards,           // parameter: contact id: the choice of a card for what is being written
    kMessage,         // parameter: message id: everything about it
    kMessageReceipt,  // parameter: message id
    kAppeal,          // parameter: message id
    kContacts,
    kContact,  // parameter: contact id
    kNewContact,
    kGallery,
    kGalleryPeople,  // whose photos are shown
    kGalleryPhoto,   // parameter: place in the gallery, 0 the newest
    kCredits,
    kCreditsReceipt,  // parameter: id of the purchase
    kMoney,
    kMoneyChoose,  // which transactions are shown: month and kind
    kMoneySearch,
    kTransaction,  // parameter: transaction id
    kObligations,  // what is owed
    kStatement,    // parameter: "2026-06"; empty: the newest month
    kTransfers,
    kTransferReceipt,  // parameter: transfer id
    kCommissary,
    kShelf,  // parameter: category code; empty: what is searched for
    kItem,   // parameter: item code
    kCart,
    kOrders,
    kOrder,         // parameter: order id
    kOrderReceipt,  // parameter: order id
    kHandOver,      // parameter: order id
    kPhone,
    kNewPhoneNumber,
    kCalls,
    kCall,  // parameter: call id
    kVisits,
    kVisit,         // parameter: visit id
    kBookVisit,     // parameter: id of the visit that is moved; empty: a new one
    kVisitTimes,    // free times of the day that was chosen
    kVisitReceipt,  // parameter: visit id
    kRequests,
    kNewRequest,
    kForm,        // parameter: form code, with what is filled in already (prefill.h)
    kReceipt,     // parameter: request id
    kRequest,     // parameter: request id
    kAttachment,  // parameter: request id and document id (attachment_reader.h)
    kNotices,
    kMustRead,   // notices that must be read before going on, one after the other
    kDocuments,  // handbook and rules; the only one at once
    kDocument,   // parameter: document id: its contents
    kChapter,    // parameter: chapter, section and document id (documents_model.h)
    kSchedule,
    kScheduleDay,  // parameter: the date, in days since 1970
    kSettings,
    kHelp,
    kPrea,        // from everywhere, signed in or out; stands over what was there
    kTechnician,  // the way into diagnostics, while nobody is signed in
};

struct Place {
    ScreenId screen = ScreenId::kHome;
    std::string parameter;

    bool operator==(const Place&) const = default;
};

}  // namespace dayroom::features
