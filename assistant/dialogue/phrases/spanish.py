"""Spanish, with the familiar form of address."""

from __future__ import annotations

SPANISH: dict[str, str] = {
    # Small talk
    "greeting": "¡Hola! Dime con tus palabras en qué quieres mejorar como docente, o pega aquí un "
    "borrador que quieras revisar antes de entregarlo.",
    "thanks": "De nada. Vuelve cuando tengas algo que mirar.",
    "unclear": "No te entendí bien. Dime en una frase lo que necesitas, o el número de una de las "
    "que te mostré.",
    "off_topic": "Eso queda fuera de lo que sé hacer, lo siento: yo ayudo con microcredenciales. "
    "¿Qué te preocupa de tu clase?",
    "frustration": "Lo siento: es tiempo que no tenías.",
    "frustration_ask": "¿Qué es lo que más te falta ahora mismo?",
    "frustration_coach": "Una persona puede ayudarte más rápido: tu coach, o una colega que ya "
    "haya hecho una.",
    "declined": "De acuerdo, lo dejo. ¿Qué te vendría mejor?",
    "declined_plain": "De acuerdo, lo dejo como está.",
    "no_model": "Te lo digo una vez: aquí no hay ningún modelo de lenguaje. Encuentro "
    "credenciales, respondo con su texto, reviso borradores y llevo tu plan; la charla libre la "
    "sigo solo hasta cierto punto. Las frases cortas y sencillas funcionan mejor.",
    # Danger
    "crisis_student": "Esto es serio, y es más importante que cualquier credencial. Si alguien "
    "está en peligro ahora, llama al número de emergencias; en Estados Unidos puedes llamar al "
    "988 a cualquier hora (oprime 2 para español) o enviar la palabra AYUDA al 988. Cuéntaselo "
    "hoy mismo a la persona consejera o a la dirección de tu escuela, y cumple con tu deber de "
    "informar.",
    "crisis_own": "Me alegra que lo hayas dicho, y tú eres más importante que cualquier "
    "credencial. Soy un programa y no puedo ser la ayuda que necesitas ahora, pero hay personas "
    "que sí: en Estados Unidos llama al 988 a cualquier hora (oprime 2 para español) o envía la "
    "palabra AYUDA al 988, y si hay peligro, llama al número de emergencias. Cuéntaselo también "
    "esta noche a una persona cercana. El trabajo de aquí puede esperar.",
    "crisis_more": "Entonces, por favor, no esperes. Si hay peligro ahora, llama al número de "
    "emergencias, y quédate con el estudiante o que se quede una persona adulta. Busca a la "
    "dirección o a quien esté de guardia esta noche, y llama al 988 para pedir consejo; la línea "
    "de protección de menores de tu estado atiende a cualquier hora. No tienes que estar segura, "
    "y no tienes que cargar con esto tú sola.",
    "crisis_perhaps": "Si alguien pudiera salir lastimado, eso va primero: llama al número de "
    "emergencias de tu zona, o en Estados Unidos llama al 988 a cualquier hora, y habla hoy con la "
    "consejería o la dirección de tu escuela.",
    # Writing
    "guard": "No voy a escribir ninguna parte de tu entrega: quien la emite quiere ver tu propio "
    "trabajo, y eres tú quien se gana esto. Pero puedo ayudarte a empezar. ",
    "guard_forbidden": "Además, quien emite esta credencial no admite ninguna ayuda de IA. ",
    "guard_memory": "¿Qué hicieron o dijeron tus estudiantes ese día que todavía recuerdas?",
    "guard_prompt": "*{title}* pregunta: “{prompt}” ¿Qué le contarías a una colega, en dos "
    "frases, si te lo preguntara en el pasillo?",
    "guard_own": "Ya has empezado. Escribiste: “{quote}” Para *{row}*, ¿qué dijiste o hiciste tú, "
    "o qué dijo un estudiante, justo entonces?",
    "told_back": "Eso es tuyo: “{words}” Escríbelo tal cual, con la fecha y cuántos estaban. ¿Qué "
    "notaste ahí que alguien que no estaba en el aula no podría ver?",
    "part_reflection": "reflexión",
    "part_artifact": "evidencia",
    "part_overview": "introducción",
    "part_whole": "entrega",
    "help_part": "Para *{part}*, *{title}* pide:",
    "help_part_words": " (de {low} a {high} palabras)",
    "help_part_min": " (al menos {low} palabras)",
    "help_part_max": " (como máximo {high} palabras)",
    "help_rows": "Quien evalúa busca después:",
    "help_begin": "Empieza por un momento al que puedas poner fecha, y lo que un estudiante dijo "
    "o hizo en él. ¿Qué momento te viene primero a la mente?",
    "help_any": "Una buena {part} habla de una clase y de un momento, dice qué se contó o se vio "
    "antes y después, y para quién no funcionó. Lo que más se devuelve son dos o tres frases "
    "generales. ¿Para qué credencial es?",
    "next_check": "Según tu última revisión de *{title}*, lo primero es: {step}",
    "next_check_after": "Después: {step}",
    "next_clear": "En tu última revisión de *{title}* nada fallaría hoy, aunque no es una "
    "promesa. Lee cada fila una vez más con tus propios ojos y entrega cuando estés lista.",
    "next_first": "*{title}* pide primero: “{prompt}” Reúne una cosa para eso esta semana, y "
    "tráela aquí cuando tengas una página.",
    "next_nothing": "Dime en qué credencial trabajas, o en qué quieres mejorar, y te digo qué va "
    "primero.",
    # Recommending
    "found_one": "Hay una credencial que encaja: {title}{hours}.",
    "found_some": "{count} credenciales se acercan a lo que buscas. La más cercana es "
    "{title}{hours}. Abre una para ver qué pide.",
    "possible_one": "Una credencial cabe en lo que dijiste.",
    "possible_some": "{count} credenciales caben en lo que dijiste. En qué quieres mejorar es lo "
    "que decide entre ellas.",
    "about_hours": ", unas {hours} horas",
    "offer_one": "¿Te cuento más sobre ella, o buscas otra cosa?",
    "offer_some": "¿Te cuento más sobre alguna, o buscas otra cosa?",
    "ask_grade": "¿En qué grado enseñas? De eso depende cuál de ellas te conviene.",
    "with_wish": "Con eso en cuenta:",
    "still_within": "Sigo teniendo en cuenta lo que dijiste antes: {limits}.",
    "nothing_more": "Ya te mostré todo lo que se acerca a lo que buscas. ¿Qué debería ser "
    "distinto?",
    "nothing_shorter": "Nada de lo que se acerca es más corto. La más corta hasta ahora es "
    "{title}, con unas {hours} horas. ¿Sería posible en varias semanas?",
    "nothing_fits": "Nada en este catálogo corresponde a eso. Dímelo con otras palabras, o "
    "pregúntale a tu coach qué más ofrece tu distrito.",
    "nothing_still": "No, aquí no hay nada, hasta donde puedo leer este catálogo.",
    "nothing_other_words": "Dímelo con otras palabras, o pregúntale a tu coach qué más ofrece tu "
    "distrito.",
    "nothing_within": "Nada aquí cabe dentro de lo que dijiste.",
    "which_can_give": "¿Cuál de estas condiciones podría ceder: {limits}?",
    "loosened": "De acuerdo, entonces {what} ya no es una condición.",
    # One credential
    "portrait_hours": "Toma unas {hours} horas. ",
    "portrait_parts": "Entregas: {parts}.",
    "portrait_rows": "Quien evalúa mira: {rows}.",
    "portrait_cautions": "Ten en cuenta: {cautions}.",
    "portrait_join": "; ",
    "portrait_plan": "¿La pongo en tu plan?",
    "row_intro": "**{row}** en *{title}*. Quien evalúa la da por buena en “{level}”:",
    "row_ask": "¿Cuáles de estas cosas tienes ya de tu propia clase?",
    "rows_intro": "*{title}* se evalúa en {count} filas, y todas tienen que llegar a su nivel:",
    "rows_ask": "¿Cuál te explico?",
    "fact_free": "No cuesta nada, según su ficha.",
    "fact_cost": "Cuesta {cost} dólares, según su ficha.",
    "fact_cost_unknown": "Su ficha no dice cuánto cuesta; pregunta a quien la emite, {issuer}.",
    "fact_hours": "Toma unas {hours} horas.",
    "fact_hours_unknown": "Su ficha no dice cuánto tiempo toma.",
    "fact_counts": "Su ficha dice que cuenta para: {what}. Pregunta a tu distrito antes de "
    "empezar: solo ellos pueden confirmarlo.",
    "fact_worth": "{what} en {place}",
    "any_place": "cualquier lugar",
    "fact_counts_elsewhere": "Su ficha no dice nada de {state}; solo nombra {others}. Pregunta a "
    "tu distrito antes de empezar.",
    "fact_counts_unknown": "Su ficha no dice para qué cuenta. Pregunta a tu distrito antes de "
    "empezar.",
    "fact_grades": "Está escrita para los grados {grades}.",
    "fact_any_grade": "No nombra ningún grado, así que vale para cualquiera.",
    "fact_ai_allowed": "Quien la emite permite la ayuda de IA.",
    "fact_ai_disclose": "Quien la emite permite la ayuda de IA si la declaras.",
    "fact_ai_coaching_only": "Quien la emite permite que la IA te oriente, no que escriba por ti.",
    "fact_ai_forbidden": "Quien la emite prohíbe la ayuda de IA en la entrega.",
    "fact_ai_unstated": "Su ficha no dice nada de la IA; cuenta con que tienes que declarar "
    "cualquier ayuda, y pregunta a quien la emite.",
    "fact_parts": "Entregas:",
    "fact_parts_unknown": "Su ficha no dice qué se entrega; pregunta a quien la emite, {issuer}.",
    "fact_window": "Se extiende por {days} días de clase.",
    "fact_prerequisites": "Antes necesitas: {what}.",
    "fact_no_prerequisites": "No hay que ganar nada antes.",
    "fact_rubric": "Cada fila tiene que llegar a su nivel; si una queda por debajo, no se "
    "aprueba. Las filas son {rows}.",
    "fact_issuer": "La emite {issuer}.",
    "fact_break_yes": "Sí, se puede hacer en vacaciones.",
    "fact_break_no": "No, no cabe en unas vacaciones.",
    "fact_approval_yes": "Necesita una aprobación antes de empezar.",
    "fact_approval_no": "No necesita aprobación previa.",
    "fact_sign_off_yes": "Necesita la firma de una persona supervisora.",
    "fact_sign_off_no": "No necesita la firma de ninguna persona supervisora.",
    "fact_students_yes": "Sí, necesita que tengas estudiantes ahora.",
    "fact_students_no": "No, no necesita que tengas estudiantes.",
    "fact_student_work_yes": "Sí, necesita trabajos de estudiantes.",
    "fact_student_work_no": "No, no necesita trabajos de estudiantes.",
    "fact_video_yes": "Sí, necesita video de una clase.",
    "fact_video_no": "No, no necesita video.",
    "fact_audio_yes": "Sí, necesita una grabación de audio.",
    "fact_audio_no": "No, no necesita grabación de audio.",
    "fact_colleagues_yes": "Sí, necesita a una colega con quien trabajar.",
    "fact_colleagues_no": "No, puedes hacerla sin colegas.",
    # Asking its text
    "quotes_none": "No encuentro nada en el texto de {title} que responda a eso; pregunta a quien "
    "la emite, {issuer}, o a tu coach.",
    "quotes_unsure": "No tengo la certeza de que el texto responda a eso. Abajo, lo que más se "
    "acerca en {title}, palabra por palabra; si tienes dudas, pregunta a quien la emite, "
    "{issuer}, o a tu coach.",
    "quotes_found": "Lo que más se acerca a tu pregunta en {title}, palabra por palabra. Si la "
    "respuesta no está ahí, pregunta a quien la emite, {issuer}, o a tu coach.",
    # Between credentials
    "compare_intro": "Una junto a otra, según sus fichas:",
    "compare_hours": "unas {hours} horas",
    "compare_hours_unknown": "no dice las horas",
    "compare_free": "sin costo",
    "compare_cost": "{cost} dólares",
    "compare_cost_unknown": "no dice el costo",
    "compare_grades": "grados {grades}",
    "compare_any_grade": "cualquier grado",
    "compare_video": "necesita video",
    "compare_no_video": "sin video",
    "compare_students": "necesita estudiantes ahora",
    "compare_no_students": "sin estudiantes",
    "compare_work": "necesita trabajos de estudiantes",
    "compare_colleagues": "necesita a una colega",
    "compare_break": "cabe en unas vacaciones",
    "compare_counts": "cuenta para {uses}",
    "compare_ai_forbidden": "sin ninguna ayuda de IA",
    "compare_ai_coaching_only": "la IA solo puede orientar",
    "compare_aim": "De qué trata: “{competency}”",
    "nearest_one": "De las que te mostré, la que más se acerca a eso es *{title}*.",
    "nearest_ask": "¿Te cuento más sobre ella?",
    "compare_shortest": "La más corta es *{title}*, con unas {hours} horas.",
    "compare_same_hours": "Toman más o menos el mismo tiempo.",
    "compare_ask": "¿Cuál está más cerca de lo que quieres probar?",
    "why_intro": "Por qué *{title}*:",
    "why_words": "Es la que más se acerca a tus palabras: {goal}.",
    "why_ask": "¿Es lo que tenías en mente?",
    "why_not_shown": "*{title}* no es mala opción; solo la puse más abajo.",
    "why_not_broken": "*{title}* no cumple con lo que dijiste: {broken}.",
    "why_not_far": "*{title}* queda más lejos de tus palabras, hasta donde puedo leerlas.",
    "why_not_differs": "Frente a *{other}*: {difference}.",
    "why_not_ask": "¿Te cuento más sobre ella de todos modos?",
    # Choosing and planning
    "chosen": "*{title}* ya está en tu plan.",
    "chosen_first": " Lo primero que pide: “{prompt}”",
    "no_plan": "Todavía no has elegido ninguna credencial. ¿En qué quieres mejorar?",
    "plan_kept": "Tu plan ya tiene eso en cuenta; abajo están tus próximas semanas.",
    "plan_hours": "Desde ahora planeo con {hours} horas a la semana; abajo están tus próximas "
    "semanas.",
    "plan_weeks": "Abajo están tus próximas semanas.",
    "plan_intro": "Aquí estás ahora:",
    "plan_line": "- *{title}*: {stage} desde el {since}",
    "plan_until": ", con fecha del {day}",
    "stage_exploring": "mirando",
    "stage_chosen": "elegida",
    "stage_collecting": "reuniendo evidencia",
    "stage_drafting": "escribiendo",
    "stage_self-checked": "revisada",
    "stage_submitted": "entregada",
    "stage_returned": "devuelta",
    "stage_earned": "obtenida",
    "hand_in": "Adjúntalo, o pega aquí su texto, y te digo a qué rúbricas responde, con los "
    "pasajes. No sale de esta máquina.",
    "hand_in_for": "Pega aquí su texto o adjunta el archivo, y lo comparo con cada fila de "
    "*{title}*. No sale de esta máquina.",
    # A check
    "check_no_rubric": "Esta credencial no tiene rúbrica aquí, así que solo pude mirar sus partes.",
    "check_clear": "No encontré nada que hoy fallaría. No es una promesa: decide quien evalúa, "
    "así que lee cada fila una vez más con tus propios ojos.",
    "check_read": "Leí tu borrador frente a las {count} filas de *{title}*. {shown} se ven ya; "
    "{these} hoy no pasaría:",
    "none": "Ninguna",
    "this_one": "esta",
    "these_many": "cada una de estas {count}",
    "check_more": "- y {count} más, abajo.",
    "check_broken": "Además: {detail} ({where}).",
    "check_private_one": "Por favor quita lo que podría identificar a un estudiante: 1 lugar, "
    "abajo en la lista.",
    "check_private": "Por favor quita lo que podría identificar a un estudiante: {count} lugares, "
    "abajo en la lista.",
    "check_look": "- **{row}**: mira abajo el siguiente paso.",
    "check_steps": "Los próximos pasos están en inglés, como la rúbrica.",
    # Who she is
    "profile_noted": "Anotado para esta conversación: {what}.",
    "profile_known": "Eso ya lo tengo de ti: {what}.",
    "known_of_her": "De tu trabajo sé esto: {what}. Lo demás es lo que tú misma ves: tu plan, tus "
    "borradores y lo que escribiste en esta conversación.",
    "known_nothing": "De tu trabajo no sé nada todavía, aparte de tu plan, tus borradores y lo que "
    "escribiste en esta conversación. ¿Qué grado y qué materia enseñas?",
    "profile_remember": "¿Lo recuerdo también para la próxima vez?",
    "profile_goal": "¿En qué quieres mejorar?",
    "profile_saved": "Guardado en tu perfil: {what}. Puedes cambiarlo en tu página de ajustes.",
    "profile_not_saved": "Está bien, no lo guardo: se queda solo en esta conversación.",
    "profile_cannot": "Puedo tenerlo en cuenta en esta conversación; en tu página de ajustes se "
    "guarda para siempre.",
    "profile_grade": "grado {grade}",
    "level_middle": "escuela secundaria (middle school)",
    "level_high": "preparatoria (high school)",
    "level_elementary": "primaria",
    "level_early": "preescolar",
    # Forgetting
    "forgot_all": "Listo. Aquí empiezo de cero: dejé tu meta, lo que te mostré y lo que me "
    "contaste de ti. Lo que escribiste sigue en esta conversación hasta que la borres. Tu plan "
    "está como estaba.",
    "forgot_last": "Listo, dejé esa meta y lo que te mostré para ella. ¿Qué quieres en su lugar?",
    "forgot_profile": "Listo, dejé lo que me contaste aquí de tu grado, tu materia y tu estado. "
    "Lo que está guardado en tu perfil lo cambias en tu página de ajustes.",
    # Sharing
    "share_none": "Todavía no hay nada que compartir: el texto pegado en el chat no se guarda "
    "como borrador. Guárdalo en la página de borrador de la credencial, o deja que lo revise "
    "primero.",
    "share_no_cohort": "No estás en ninguna cohorte, así que aquí no hay coach con quien "
    "compartirlo. Pide a tu coach el código de la cohorte y escríbelo en la página de cohortes.",
    "share_draft": "el borrador de *{title}*, con todas sus partes como están y como las vayas "
    "cambiando",
    "share_check": "la revisión de *{title}* del {day}, con lo que encontró y los pasajes tuyos "
    "que cita",
    "share_offer": "{coach}, en *{cohort}*, vería {item}: solo para leer, y nada más. Cada vez "
    "que lo mire queda anotado donde tú lo ves, y puedes retirarlo cuando quieras. ¿Lo comparto?",
    "share_by_check": "El texto pegado en el chat no se guarda como borrador, pero tu última "
    "revisión sí. ",
    "your_coach": "Tu coach",
    "share_done": "Compartido: {item}. Para retirarlo, di «deja de compartir».",
    "share_not": "Entonces no se comparte nada.",
    "share_revoked": "Retirado: tu coach ya no ve {item}.",
    "share_nothing_shared": "Ahora mismo no compartes nada con nadie.",
    "share_list": "Ahora compartes: {items}. Di «deja de compartir» para retirarlo.",
    "share_gone": "Eso ya no está, así que no se compartió nada.",
    "help_offer": "Puedo marcar *{title}* como «pidió ayuda». Tu coach ve esa marca y nada de lo "
    "que escribiste. ¿Lo hago?",
    "help_done": "Listo. Tu coach ve que pediste ayuda con *{title}*.",
    "help_no_pursuit": "Elige primero una credencial; entonces puedo marcarla como «pidió ayuda», "
    "y tu coach lo ve. Hasta entonces, lo más rápido es que le escribas tú.",
    "help_log": "Llevo un registro de la ayuda que recibiste: de qué tipo, cuándo y con qué "
    "motor, nunca tus palabras. Ábrelo en la página Help log (/help-log) y adjúntalo como "
    "declaración. No he escrito ninguna frase de tu entrega.",
    # The assistant itself
    "about_robot": "Soy un programa que se llama Credcoach, no una persona. Te ayudo a elegir una "
    "microcredencial y a prepararla; la persona es tu coach.",
    "about_robot_offline": " Aquí no hay ningún modelo de lenguaje: trabajo con reglas y búsqueda "
    "en esta máquina, así que la charla libre la sigo solo hasta cierto punto.",
    "about_robot_model": " Un modelo de lenguaje me ayuda con las palabras; los nombres de "
    "estudiantes se cambian antes de que lea nada.",
    "about_can_do": "Puedo encontrar credenciales para lo que quieres mejorar, responder con su "
    "texto, explicar una fila de la rúbrica, revisar un borrador antes de que lo entregues y "
    "llevar tu plan. La entrega no la escribo yo. ¿En qué quieres mejorar?",
    "about_who_sees": "Solo tú puedes abrir esta conversación, tus borradores y tus revisiones. "
    "Una persona coach a cuya cohorte te uniste ve qué credencial elegiste, su etapa y sus "
    "fechas, el intento, si pediste ayuda y lo que tú compartes; cada cosa la puedes retirar. "
    "Cada vez que mira queda anotado donde tú lo ves.",
    "about_principal": "No. Ni la dirección, ni el distrito, ni quien administra ve lo que "
    "escribes aquí, y nada de esto sirve para evaluarte ni compararte. Solo una persona coach a "
    "cuya cohorte te uniste ve algo: qué credencial, su etapa y sus fechas, si pediste ayuda y lo "
    "que tú compartes.",
    "about_kept": "Tus mensajes, borradores y revisiones se guardan en la base de datos de esta "
    "instalación, solo para ti. Puedes borrar una conversación, y exportar o borrar todo lo tuyo "
    "desde tu página de ajustes.",
    "about_training_offline": "Aquí no hay ningún modelo de lenguaje, así que nada de lo que "
    "escribes sale de esta máquina ni se usa para entrenar nada.",
    "about_training_model": "Lo que un modelo necesita para responder va al que puso tu distrito, "
    "con los nombres de estudiantes ya cambiados; si quien emite prohíbe la IA, respondo sin él. "
    "Credcoach no entrena nada con lo tuyo.",
    # A cohort
    "names_rule": "Ningún nombre real: pon una letra, como Student A, en lugar de cada uno, "
    "siempre la misma, también en los nombres de archivo y en las imágenes.",
    "names_seen": "Esto podría identificar a alguien: {names}. Pon una letra en su lugar, como "
    "Estudiante A, siempre la misma, también en los nombres de archivo. La página del borrador "
    "puede hacerlo por ti.",
    "names_none": "En tu última revisión no vi ningún nombre que pudiera identificar a un "
    "estudiante. Míralo tú una vez más; si encuentras uno, escribe una letra, como Estudiante A.",
    "cohort_rank": "No voy a ordenar ni a evaluar docentes; nada de esto se hizo para eso. Puedo "
    "decirte quién pidió ayuda y quién lleva tiempo sin avanzar.",
    "share_how_back": "Di «deja de compartir» aquí, o retíralo en tus ajustes; desde ese momento "
    "tu coach ya no lo ve.",
    "frustration_returned": "Lo siento: es duro después de tanto trabajo, y la primera vez le "
    "pasa a casi todo el mundo. Pega lo que escribió quien evaluó en la página de devoluciones de "
    "la credencial, y hago una lista de lo que hay que cambiar. ¿Qué dijeron que faltaba?",
    "cohort_private": "Eso no puedo mostrarlo. Lo que escribe una docente es suyo, y solo ella "
    "decide qué compartir: tú ves su credencial, la etapa y las fechas, si pidió ayuda y lo que "
    "compartió contigo, en la página de tu cohorte.",
    "cohort_none": "Todavía no diriges ninguna cohorte. Puedes crear una en la página de cohortes.",
    "cohort_size": "**{name}**: {count} docentes.",
    "cohort_asked": "Pidieron ayuda: {names}.",
    "cohort_asked_nobody": "Pidieron ayuda: nadie por ahora.",
    "cohort_stuck": "Sin cambio de etapa en dos semanas: {names}.",
    # Limits in words
    "limit_hours": "como máximo {hours} horas",
    "limit_free": "sin costo",
    "limit_cost": "como máximo {cost} dólares",
    "limit_break": "que quepa en unas vacaciones",
    "limit_window": "como máximo {days} días seguidos",
    "limit_counts": "que cuente donde la necesitas",
    "limit_needs_students": "sin estudiantes ahora",
    "limit_needs_student_work": "sin trabajos de estudiantes",
    "limit_needs_video": "sin video",
    "limit_needs_audio": "sin audio",
    "limit_needs_colleagues": "sin colegas",
    "limit_needs_families": "sin familias",
    "limit_start_of_year": "no solo al comienzo del año",
    "limit_administrators_only": "no para la dirección",
    "limit_prior_approval": "sin aprobación previa",
    "limit_supervisor_sign_off": "sin firma",
    "limit_ai": "con ayuda de IA permitida",
}
