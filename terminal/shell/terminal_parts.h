// What a session consists of. Inside terminal/shell only.
#pragma once

#include "terminal/features/commissary/commissary_feature.h"
#include "terminal/features/contacts/contacts_feature.h"
#include "terminal/features/credits/credits_feature.h"
#include "terminal/features/documents/documents_feature.h"
#include "terminal/features/gallery/gallery_feature.h"
#include "terminal/features/help/help_feature.h"
#include "terminal/features/home/home_feature.h"
#include "terminal/features/messages/messages_feature.h"
#include "terminal/features/money/money_feature.h"
#include "terminal/features/notices/notices_feature.h"
#include "terminal/features/obligations/obligations_feature.h"
#include "terminal/features/phone/phone_feature.h"
#include "terminal/features/requests/requests_feature.h"
#include "terminal/features/schedule/schedule_feature.h"
#include "terminal/features/settings/settings_feature.h"
#include "terminal/features/statements/statements_feature.h"
#include "terminal/features/transfers/transfers_feature.h"
#include "terminal/features/visits/visits_feature.h"
#include "terminal/shell/terminal.h"

namespace dayroom::shell {

struct Terminal::Session {
    explicit Session(ui::ImageStore& images)
        : photos(images), messages(photos), gallery(photos), commissary(photos), requests(photos) {}

    features::PhotoCache photos;
    features::HomeFeature home;
    features::MessagesFeature messages;
    features::ContactsFeature contacts;
    features::GalleryFeature gallery;
    features::CreditsFeature credits;
    features::MoneyFeature money;
    features::ObligationsFeature obligations;
    features::StatementsFeature statements;
    features::TransfersFeature transfers;
    features::CommissaryFeature commissary;
    features::PhoneFeature phone;
    features::VisitsFeature visits;
    features::RequestsFeature requests;
    features::NoticesFeature notices;
    features::DocumentsFeature documents;
    features::ScheduleFeature schedule;
    features::SettingsFeature settings;
    features::HelpFeature help;

    std::vector<features::Feature*> all() {
        return {&home,        &messages,   &contacts,  &gallery,    &credits,  &money,
                &obligations, &statements, &transfers, &commissary, &phone,    &visits,
                &requests,    &notices,    &documents, &schedule,   &settings, &help};
    }
};

}  // namespace dayroom::shell
