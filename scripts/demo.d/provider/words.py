"""What people outside say: synthetic sentences in the languages of the sample facility.

An answer is put together from what was written: an opening, a sentence or two about a thing that the message speaks of (or about the day), an ending.
"""

# For each language: openings, about the day, about things (words of the message that bring them up, and what is said then), endings, words with a photo.
LANGUAGES = {
    "en": {
        "open": ["Your message came and I read it twice.", "I was so glad to hear from you.", "I read your words out loud at the table.",
                 "Thank you for writing, I had been waiting for it.", "You sound well, and that does me good."],
        "day": ["The rain has stopped at last and the yard smells of grass.", "We had beans and cornbread tonight and there was plenty left.",
                "The neighbors painted their fence a very loud green.", "I walked to the market and back, slowly, but all the way.",
                "The bus was late again, so I finished my book at the stop.", "The old radio works again, it only wanted a new fuse."],
        "about": [
            (("court", "lawyer", "hearing", "case"), ["I have the day of the hearing on the calendar.", "I put your papers in the blue folder, nothing is lost."]),
            (("visit", "come", "sunday", "see you"), ["I will ask for a visit as soon as the list opens.", "I have the bus times for the visit on the fridge."]),
            (("kid", "kids", "son", "daughter", "school", "child"), ["The kids are doing well, the small one lost a tooth.", "School sent a good report, I will keep it for you."]),
            (("money", "credits", "commissary", "pay"), ["Do not worry about the money this month, we manage.", "I put a little aside for you on Friday."]),
            (("food", "eat", "cook", "hungry"), ["I will make your favorite stew when you are home.", "I wrote down grandmother's recipe so that it does not get lost."]),
            (("sick", "doctor", "pain", "sleep"), ["Please tell the nurse if it does not get better.", "I asked the doctor about it, rest is the main thing."]),
            (("think of you", "miss", "love", "often"), ["We speak of you every day, you know that.", "Your picture still stands by the window."]),
        ],
        "close": ["Write when you can.", "Keep your head up.", "We are all waiting for your next letter.", "Take care of yourself, and sleep well.", "More tomorrow, the kettle is calling."],
        "photo": ["I send you the view from the hill.", "Here is the evening sky over our street."],
    },
    "es": {
        "open": ["Tu mensaje llegó y lo leí dos veces.", "Me alegró mucho saber de ti.", "Leí tus palabras en voz alta en la mesa.",
                 "Gracias por escribir, lo estaba esperando."],
        "day": ["Por fin dejó de llover y el patio huele a hierba.", "Hoy cenamos frijoles y arroz, y sobró bastante.", "Los vecinos pintaron la cerca de un verde muy fuerte.",
                "Fui caminando al mercado, despacio, pero llegué.", "El radio viejo ya funciona, solo le faltaba un fusible."],
        "about": [
            (("corte", "abogado", "audiencia", "caso"), ["Apunté el día de la audiencia en el calendario.", "Guardé tus papeles en la carpeta azul."]),
            (("visita", "domingo", "venir", "verte"), ["Voy a pedir la visita en cuanto abran la lista.", "Tengo el horario del autobús en el refrigerador."]),
            (("niños", "hijo", "hija", "escuela"), ["Los niños están bien, a la pequeña se le cayó un diente.", "La escuela mandó buenas notas, te las guardo."]),
            (("dinero", "créditos", "pagar"), ["No te preocupes por el dinero este mes.", "El viernes aparté un poco para ti."]),
            (("comida", "comer", "hambre"), ["Cuando vuelvas hago tu guiso favorito."]),
            (("extraño", "quiero", "pienso"), ["Hablamos de ti todos los días.", "Tu foto sigue junto a la ventana."]),
        ],
        "close": ["Escribe cuando puedas.", "Ánimo, falta menos.", "Cuídate y duerme bien.", "Mañana te cuento más."],
        "photo": ["Te mando la vista desde el cerro.", "Así se ve el cielo en nuestra calle por la tarde."],
    },
    "ht": {
        "open": ["Mesaj ou a rive, mwen li l de fwa.", "Mwen kontan anpil tande nouvèl ou.", "Mèsi paske ou ekri, mwen t ap tann sa."],
        "day": ["Lapli a sispann finalman, lakou a santi bon.", "Nou te manje diri ak pwa aswè a, te gen anpil ki rete.", "Mwen mache al nan mache a, dousman, men mwen rive."],
        "about": [(("timoun", "pitit", "lekòl"), ["Timoun yo byen, pi piti a pèdi yon dan."]), (("vizit", "dimanch"), ["M ap mande yon vizit lè lis la louvri."])],
        "close": ["Ekri lè ou kapab.", "Kenbe la.", "Pran swen tèt ou."],
        "photo": ["Men foto syèl la sou lari nou an."],
    },
    "vi": {
        "open": ["Tin nhắn đến rồi, đọc hai lần rồi.", "Nhận được tin thật là mừng.", "Cảm ơn đã viết, cả nhà đang mong."],
        "day": ["Mưa đã tạnh, sân thơm mùi cỏ.", "Tối nay nhà ăn cơm với cá, còn dư nhiều.", "Cái radio cũ chạy lại rồi, chỉ thiếu cầu chì."],
        "about": [(("con", "trường", "học"), ["Mấy đứa nhỏ vẫn khỏe, bé út mới thay răng."]), (("thăm", "chủ nhật"), ["Khi nào mở danh sách sẽ xin đi thăm."])],
        "close": ["Viết khi có thể nhé.", "Giữ gìn sức khỏe.", "Mai kể tiếp."],
        "photo": ["Gửi tấm hình bầu trời trên phố mình."],
    },
    "zh": {
        "open": ["收到你的信，我看了两遍。", "知道你的消息，我很高兴。", "谢谢你写信，我们一直在等。"],
        "day": ["雨终于停了，院子里有青草的味道。", "今晚吃的是米饭和豆腐，还剩了不少。", "旧收音机又能用了，只是换了保险丝。"],
        "about": [(("孩子", "学校"), ["孩子们都好，小的那个掉了一颗牙。"]), (("探视", "星期天"), ["名单一开放我就去申请探视。"])],
        "close": ["有空就写信。", "保重身体，好好睡觉。", "明天再跟你说。"],
        "photo": ["给你看看我们街上的傍晚。"],
    },
    "ar": {
        "open": ["وصلت رسالتك وقرأتها مرتين.", "فرحت كثيرا بأخبارك.", "شكرا لأنك كتبت، كنا ننتظر."],
        "day": ["توقف المطر أخيرا ورائحة العشب تملأ الساحة.", "تعشينا عدسا وأرزا وبقي الكثير.", "مشيت إلى السوق ببطء ولكني وصلت."],
        "about": [(("الأولاد", "المدرسة"), ["الأولاد بخير، والصغيرة سقطت سنها."]), (("زيارة", "الأحد"), ["سأطلب الزيارة عندما تفتح القائمة."])],
        "close": ["اكتب عندما تستطيع.", "انتبه لنفسك ونم جيدا.", "غدا أحكي لك المزيد."],
        "photo": ["هذه صورة السماء فوق شارعنا."],
    },
}


def words_of(language):
    """The list of this language, by its first part ("es-MX"); English when there is none."""
    return LANGUAGES.get(language.split("-")[0].lower(), LANGUAGES["en"])


def answer(text, language, random, with_photo=False):
    """An answer to `text`: about what it speaks of, or about the day."""
    words = words_of(language)
    lower = text.lower()
    about = [sentence for keys, sentences in words["about"] if any(key in lower for key in keys) for sentence in sentences]
    middle = random.sample(about, min(2, len(about))) or [random.choice(words["day"])]
    parts = [random.choice(words["open"]), *middle]
    if with_photo:
        parts.append(random.choice(words["photo"]))
    return " ".join([*parts, random.choice(words["close"])])


def letter(language, random, with_photo=False):
    """Something written without being asked."""
    words = words_of(language)
    parts = random.sample(words["day"], 2)
    if with_photo:
        parts.append(random.choice(words["photo"]))
    return " ".join([*parts, random.choice(words["close"])])
