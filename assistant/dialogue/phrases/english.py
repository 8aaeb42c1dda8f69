"""English."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    # Small talk
    "greeting": "Hello! Tell me in your own words what you would like to get better at in your "
    "teaching, or paste a draft that you want checked before you hand it in.",
    "thanks": "You're welcome. Come back whenever you have something to look at.",
    "unclear": "I did not quite get that. Say in a sentence what you need, or the number of one "
    "that I showed you.",
    "off_topic": "That is outside what I am good for, I'm afraid: I help with micro-credentials. "
    "What is on your mind about your teaching?",
    "frustration": "I'm sorry: that is time you did not have.",
    "frustration_ask": "What is the one thing that is missing right now?",
    "frustration_coach": "A person may help faster: a coach, or a colleague who has done one.",
    "declined": "All right, I leave it. What would suit you better?",
    "declined_plain": "All right, I leave it as it is.",
    "no_model": "I should say once that no language model is set up here. I find credentials, "
    "answer from their text, check drafts and keep your plan; free talk I follow only so far. "
    "Short, plain sentences work best.",
    # Danger
    "crisis_student": "That sounds serious, and it matters more than any credential. If someone "
    "is in danger now, call your local emergency number; in the United States you can call or "
    "text 988 at any hour. Please tell your school counselor or principal today, and follow your "
    "school's reporting duty.",
    "crisis_own": "I am glad that you said it, and you matter more than any credential. I am a "
    "program and cannot be the help you need now, but people can: in the United States call or "
    "text 988 at any hour, or your local emergency number if you are in danger. Please also tell "
    "one person near you tonight, a friend, a doctor or your school counselor. The work here can "
    "wait.",
    "crisis_more": "Then please do not wait. If there is danger now, call your local emergency "
    "number, and stay with the student or have an adult stay. Reach the principal or whoever is "
    "on duty tonight, and call or text 988 for advice; your state's child abuse hotline takes "
    "reports at any hour. You do not have to be sure, and you do not have to handle it alone.",
    "crisis_perhaps": "If anybody could be hurt, that comes first: call your local emergency "
    "number, or in the United States call or text 988 at any hour, and tell your school counselor "
    "or principal today.",
    # Writing
    "guard": "I won't write any part of your submission: the issuer wants to see your own work, "
    "and it is you who earns this. But I can help you begin. ",
    "guard_forbidden": "This issuer also rules out AI help with it altogether. ",
    "guard_memory": "What did your students do or say that day that you still remember?",
    "guard_prompt": "*{title}* asks: “{prompt}” What would you tell a colleague, in two "
    "sentences, if she asked you that in the hallway?",
    "guard_own": "You have begun already. You wrote: “{quote}” For *{row}*, what did you or a "
    "student say or do just then?",
    "told_back": "That is yours to tell: “{words}” Write it down just like that, with the date "
    "and how many were there. What did you notice in it that somebody who was not in the room "
    "could not see?",
    "part_reflection": "reflection",
    "part_artifact": "evidence",
    "part_overview": "overview",
    "part_whole": "submission",
    "help_part": "For *{part}*, *{title}* asks:",
    "help_part_words": " ({low} to {high} words)",
    "help_part_min": " (at least {low} words)",
    "help_part_max": " (at most {high} words)",
    "help_rows": "An assessor then looks for:",
    "help_begin": "Begin with one moment that you can date, and what a student said or did in it. "
    "Which moment comes to mind first?",
    "help_any": "A good {part} names one class and one moment, says what was counted or seen "
    "before and after, and for whom it did not work. Two or three general sentences are what "
    "comes back most. Which credential is it for?",
    "next_check": "From your last check of *{title}*, the first thing to do: {step}",
    "next_check_after": "After that: {step}",
    "next_clear": "In your last check of *{title}* nothing would fail today, which is no promise. "
    "Read each row once more with your own eyes, then hand it in when you are ready.",
    "next_first": "*{title}* asks first: “{prompt}” Collect one piece for that this week, and "
    "bring it here when you have a page.",
    "next_nothing": "Tell me which credential you are working on, or what you would like to get "
    "better at, and I say what comes first.",
    # Recommending
    "found_one": "One credential fits: {title}{hours}.",
    "found_some": "{count} credentials come near your goal. The nearest is {title}{hours}. Open "
    "one to see what it asks for.",
    "possible_one": "One credential keeps to what you said.",
    "possible_some": "{count} credentials keep to what you said. What you would like to get "
    "better at decides between them.",
    "about_hours": ", about {hours} hours",
    "offer_one": "Shall I tell you more about it, or is it something else?",
    "offer_some": "Shall I tell you more about one of them, or is it something else you need?",
    "ask_grade": "Which grade do you teach? It decides between some of these.",
    "with_wish": "With that in mind:",
    "still_within": "I still keep to what you said before: {limits}.",
    "nothing_more": "I have shown you all that comes near this goal. What should be different "
    "about it?",
    "nothing_shorter": "Nothing that comes near is shorter than those. The shortest so far is "
    "{title} with about {hours} hours. Would that be possible over a few weeks?",
    "nothing_fits": "Nothing in this catalogue fits that. Say it in other words, or ask your "
    "coach what else your district offers.",
    "nothing_still": "No, nothing here, as far as I can read this catalogue.",
    "nothing_other_words": "Say it in other words, or ask your coach what else your district "
    "offers.",
    "nothing_within": "Nothing here fits within what you said.",
    "which_can_give": "Which of these could give way: {limits}?",
    "loosened": "All right, then {what} is no limit any more.",
    # One credential
    "portrait_hours": "It takes about {hours} hours. ",
    "portrait_parts": "You hand in: {parts}.",
    "portrait_rows": "An assessor looks at: {rows}.",
    "portrait_cautions": "Mind that it {cautions}.",
    "portrait_join": "; it ",
    "portrait_plan": "Shall I put it into your plan?",
    "row_intro": "**{row}** in *{title}*. An assessor passes it at “{level}”:",
    "row_ask": "Which of these things do you already have from your own classroom?",
    "rows_intro": "*{title}* is judged on {count} rows, and every one has to be at its pass level:",
    "rows_ask": "Which one shall I explain?",
    "fact_free": "It costs nothing, as its entry says.",
    "fact_cost": "It costs {cost} dollars, as its entry says.",
    "fact_cost_unknown": "Its entry does not say what it costs; ask the issuer, {issuer}.",
    "fact_hours": "It takes about {hours} hours.",
    "fact_hours_unknown": "Its entry does not say how long it takes.",
    "fact_counts": "Its entry says that it counts for: {what}. Ask your district before you "
    "begin: only they can confirm it.",
    "fact_worth": "{what} in {place}",
    "any_place": "any place",
    "fact_counts_elsewhere": "Its entry says nothing of {state}; it names only {others}. Ask your "
    "district before you begin.",
    "fact_counts_unknown": "Its entry does not say what it counts for. Ask your district before "
    "you begin.",
    "fact_grades": "It is written for grades {grades}.",
    "fact_any_grade": "It names no grade, so it is open to any.",
    "fact_ai_allowed": "The issuer allows AI help.",
    "fact_ai_disclose": "The issuer allows AI help if you disclose it.",
    "fact_ai_coaching_only": "The issuer lets AI coach you, not write for you.",
    "fact_ai_forbidden": "The issuer forbids AI help with the submission.",
    "fact_ai_unstated": "Its entry states no rule on AI; take it that you have to disclose any "
    "help, and ask the issuer.",
    "fact_parts": "You hand in:",
    "fact_parts_unknown": "Its entry does not say what is handed in; ask the issuer, {issuer}.",
    "fact_window": "It runs over {days} school days.",
    "fact_prerequisites": "Before it you need: {what}.",
    "fact_no_prerequisites": "Nothing has to be earned before it.",
    "fact_rubric": "Every row has to reach its pass level; one below fails the whole. The rows "
    "are {rows}.",
    "fact_issuer": "It is issued by {issuer}.",
    "fact_break_yes": "Yes, it can be done in a school break.",
    "fact_break_no": "No, it does not fit into a school break.",
    "fact_approval_yes": "It needs approval before you begin.",
    "fact_approval_no": "It needs no approval beforehand.",
    "fact_sign_off_yes": "It needs a supervisor's signature.",
    "fact_sign_off_no": "It needs no supervisor's signature.",
    "fact_students_yes": "Yes, it needs students of your own now.",
    "fact_students_no": "No, it needs no students of your own.",
    "fact_student_work_yes": "Yes, it needs student work.",
    "fact_student_work_no": "No, it needs no student work.",
    "fact_video_yes": "Yes, it needs video of a lesson.",
    "fact_video_no": "No, it needs no video.",
    "fact_audio_yes": "Yes, it needs an audio recording.",
    "fact_audio_no": "No, it needs no audio recording.",
    "fact_colleagues_yes": "Yes, it needs a colleague to work with.",
    "fact_colleagues_no": "No, you can do it without colleagues.",
    # Asking its text
    "quotes_none": "I find nothing in the text of {title} that answers this; ask the issuer, "
    "{issuer}, or your coach.",
    "quotes_unsure": "I am not sure that the text answers this. Below: what in {title} comes "
    "nearest, word for word; if in doubt, ask the issuer, {issuer}, or your coach.",
    "quotes_found": "What in {title} comes nearest to your question, word for word. If it is not "
    "answered there, ask the issuer, {issuer}, or your coach.",
    # Between credentials
    "compare_intro": "Side by side, as their entries say:",
    "compare_hours": "about {hours} hours",
    "compare_hours_unknown": "hours not said",
    "compare_free": "no cost",
    "compare_cost": "{cost} dollars",
    "compare_cost_unknown": "cost not said",
    "compare_grades": "grades {grades}",
    "compare_any_grade": "any grade",
    "compare_video": "needs video",
    "compare_no_video": "no video",
    "compare_students": "needs students now",
    "compare_no_students": "no students needed",
    "compare_work": "needs student work",
    "compare_colleagues": "needs a colleague",
    "compare_break": "fits a school break",
    "compare_counts": "counts for {uses}",
    "compare_ai_forbidden": "no AI help allowed",
    "compare_ai_coaching_only": "AI may coach only",
    "compare_aim": "What it is about: “{competency}”",
    "nearest_one": "Of those I showed you, *{title}* comes nearest to that.",
    "nearest_ask": "Shall I tell you more about it?",
    "compare_shortest": "The shortest is *{title}*, with about {hours} hours.",
    "compare_same_hours": "They take about the same time.",
    "compare_ask": "Which one is closer to what you want to try?",
    "why_intro": "Why *{title}*:",
    "why_words": "It lies nearest to your words: {goal}.",
    "why_ask": "Is that what you had in mind?",
    "why_not_shown": "*{title}* is no bad choice; I put it further down.",
    "why_not_broken": "*{title}* {broken}, and you had ruled that out.",
    "why_not_far": "*{title}* lies further from your words, as far as I can read them.",
    "why_not_differs": "Against *{other}*: {difference}.",
    "why_not_ask": "Shall I tell you more about it all the same?",
    # Choosing and planning
    "chosen": "*{title}* is in your plan now.",
    "chosen_first": " The first thing it asks for: “{prompt}”",
    "no_plan": "You have not chosen a credential yet. What would you like to get better at?",
    "plan_kept": "I have changed your plan so that it keeps to that; below are your next weeks.",
    "plan_hours": "I plan with {hours} hours a week from now on; below are your next weeks.",
    "plan_weeks": "Below are your next weeks.",
    "plan_intro": "Here is where you are:",
    "plan_line": "- *{title}*: {stage} since {since}",
    "plan_until": ", aimed at {day}",
    "stage_exploring": "exploring",
    "stage_chosen": "chosen",
    "stage_collecting": "collecting",
    "stage_drafting": "drafting",
    "stage_self-checked": "self-checked",
    "stage_submitted": "submitted",
    "stage_returned": "returned",
    "stage_earned": "earned",
    "hand_in": "Attach it, or paste its text here, and I tell you which credentials' rubrics it "
    "speaks to, with the passages. It stays on this machine.",
    "hand_in_for": "Paste its text here or attach the file, and I hold it against each row of "
    "*{title}*. It stays on this machine.",
    # A check
    "check_no_rubric": "This credential has no rubric here, so I could only look at its parts.",
    "check_clear": "I found nothing that would fail today. That is no promise: an assessor "
    "decides, so read each row once more with your own eyes.",
    "check_read": "I read your draft against the {count} rows of *{title}*. {shown} of them can "
    "be seen; {these} would not pass today:",
    "none": "None",
    "this_one": "this one",
    "these_many": "these {count}",
    "check_more": "- and {count} more, below.",
    "check_broken": "Also: {detail} ({where}).",
    "check_private_one": "Please take out what could identify a student: 1 place, listed below.",
    "check_private": "Please take out what could identify a student: {count} places, listed below.",
    "check_look": "- **{row}**: see its next step below.",
    "check_steps": "The next steps are in English, as the rubric is.",
    # Who she is
    "profile_noted": "Noted for this conversation: {what}.",
    "profile_known": "I have that about you already: {what}.",
    "known_of_her": "Of your work I know this: {what}. The rest is what you see yourself: your "
    "plan, your drafts and what you wrote in this conversation.",
    "known_nothing": "I know nothing of your work yet beside your plan, your drafts and what you "
    "wrote in this conversation. Which grade and subject do you teach?",
    "profile_remember": "Shall I remember it for next time too?",
    "profile_goal": "What would you like to get better at?",
    "profile_saved": "Saved in your profile: {what}. You can change it on your settings page.",
    "profile_not_saved": "Okay, I won't save it: it stays in this conversation only.",
    "profile_cannot": "I can keep it for this conversation; your settings page keeps it for good.",
    "profile_grade": "grade {grade}",
    "level_middle": "middle school",
    "level_high": "high school",
    "level_elementary": "elementary school",
    "level_early": "early childhood",
    # Forgetting
    "forgot_all": "Done. I start from nothing here: your goal, what I showed you and what you "
    "told me about yourself are dropped. What you typed stays in this conversation until you "
    "delete it. Your plan is as it was.",
    "forgot_last": "Done, I have dropped that goal and what I showed you for it. What would you "
    "like instead?",
    "forgot_profile": "Done, I have dropped what you told me here about your grade, subject and "
    "state. What is saved in your profile you can change on your settings page.",
    # Sharing
    "share_none": "There is nothing to share yet: text pasted into the chat is not kept as a "
    "draft. Keep it on the credential's draft page, or let me check it first.",
    "share_no_cohort": "You are in no cohort, so there is no coach here to share it with. Ask "
    "your coach for the cohort's code and enter it on the Cohorts page.",
    "share_draft": "the draft for *{title}*, all its parts as they stand and as you change them",
    "share_check": "the self-check of *{title}* from {day}, with its findings and the passages of "
    "yours that it quotes",
    "share_offer": "{coach} in *{cohort}* would see {item}: read-only, and nothing else. Each "
    "look is written down where you see it, and you can take it back at any time. Shall I share "
    "it?",
    "share_by_check": "Text pasted into the chat is not kept as a draft, but your last self-check "
    "is. ",
    "your_coach": "Your coach",
    "share_done": "Shared: {item}. To take it back, say “stop sharing”.",
    "share_not": "Then nothing is shared.",
    "share_revoked": "Taken back: your coach no longer sees {item}.",
    "share_nothing_shared": "You are sharing nothing with anybody right now.",
    "share_list": "You share now: {items}. Say “stop sharing” to take it back.",
    "share_gone": "That is not there any more, so nothing was shared.",
    "help_offer": "I can mark *{title}* as “asked for help”. Your coach sees that mark and "
    "nothing that you wrote. Shall I?",
    "help_done": "Done. Your coach sees that you asked for help with *{title}*.",
    "help_no_pursuit": "Choose a credential first; then I can mark it as “asked for help”, and "
    "your coach sees that. Until then, the quickest way is to write to your coach yourself.",
    "help_log": "I keep a log of the help you were given: what kind, when and by which engine, "
    "never your words. You can open it on the page Help log (/help-log) and attach it as a "
    "disclosure. I have written no sentence of your submission.",
    # The assistant itself
    "about_robot": "I am a program called Credcoach, not a person. I help you choose a "
    "micro-credential and get it ready; your coach is the human.",
    "about_robot_offline": " No language model is set up here: I work by rules and search on this "
    "machine, so I follow free talk only so far.",
    "about_robot_model": " A language model helps me with the wording; students' names are "
    "replaced before it reads anything.",
    "about_can_do": "I can find credentials for what you want to get better at, answer from their "
    "text, explain a rubric row, check a draft before you hand it in, and keep your plan. I do "
    "not write the submission. What would you like to get better at?",
    "about_who_sees": "Nobody but you can open this conversation, your drafts or your "
    "self-checks. A coach whose cohort you joined sees which credential you chose, its stage and "
    "dates, the attempt, whether you asked for help, and what you share yourself; you can take "
    "each share back. Every look is written down where you see it.",
    "about_principal": "No. A principal, a district or an admin sees nothing that you write here, "
    "and nothing here is for evaluation or ranking. Only a coach whose cohort you joined sees "
    "something: which credential, its stage and dates, whether you asked for help, and what you "
    "share yourself.",
    "about_kept": "Your messages, drafts and checks are kept in this installation's own database, "
    "for you alone. You can delete a conversation, and export or erase all that is kept about you "
    "from your settings page.",
    "about_training_offline": "No language model is set up here, so nothing that you write leaves "
    "this machine, and nothing is used for training.",
    "about_training_model": "What a model needs to answer goes to the one that your district set "
    "up, with students' names replaced first; issuers that forbid AI are answered without it. "
    "Credcoach itself trains on nothing of yours.",
    # A cohort
    "names_rule": "No real names: put a letter such as Student A in place of each, the same one "
    "every time, in file names and pictures too.",
    "names_seen": "These could identify somebody: {names}. Put a letter in their place, such as "
    "Student A, the same letter each time, in file names too. The draft page can do it for you.",
    "names_none": "In your last check I saw no name that could identify a student. Look once more "
    "yourself; where you find one, write a letter such as Student A.",
    "cohort_rank": "I won't rank or evaluate teachers; nothing here is made for that. I can tell "
    "you who asked for help and who has not moved for a while.",
    "share_how_back": "Say “stop sharing” here, or take it back in your settings; your coach sees "
    "it no longer from that moment.",
    "frustration_returned": "I'm sorry: that is hard after all that work, and it happens to most "
    "people the first time. Paste what the assessor wrote on the credential's page of returns, "
    "and I make a list of what to change. What did they say was missing?",
    "cohort_private": "I can't show you that. What a teacher writes is her own, and only she "
    "decides what to share: you see her credential, its stage and dates, whether she asked for "
    "help, and the items that she shared with you, on your cohort's page.",
    "cohort_none": "You lead no cohort yet. You can make one on the Cohorts page.",
    "cohort_size": "**{name}**: {count} teachers.",
    "cohort_asked": "Asked for help: {names}.",
    "cohort_asked_nobody": "Asked for help: nobody just now.",
    "cohort_stuck": "No change of stage for two weeks: {names}.",
    # Limits in words
    "limit_hours": "at most {hours} hours",
    "limit_free": "no cost",
    "limit_cost": "at most {cost} dollars",
    "limit_break": "done in a school break",
    "limit_window": "at most {days} days in a row",
    "limit_counts": "counts where you need it",
    "limit_needs_students": "no students now",
    "limit_needs_student_work": "no student work",
    "limit_needs_video": "no video",
    "limit_needs_audio": "no audio",
    "limit_needs_colleagues": "no colleagues",
    "limit_needs_families": "no families",
    "limit_start_of_year": "not only at the start of the year",
    "limit_administrators_only": "not for administrators",
    "limit_prior_approval": "no approval needed",
    "limit_supervisor_sign_off": "no signature needed",
    "limit_ai": "AI help allowed",
}
