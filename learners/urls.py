"""Addresses of the learner's pages."""

from django.urls import path

from learners.views import (
    assistance,
    attempts,
    class_sessions,
    classes,
    credentials,
    enrolments,
    lessons,
    mark_queries,
    practice,
    privacy,
    results,
    uploads,
)

app_name = "learners"
urlpatterns = [
    path("hoc/", enrolments.my_learning, name="my_learning"),
    path("hoc/ghi-danh/<uuid:course_key>/", enrolments.enrol, name="enrol"),
    path("hoc/bai/<uuid:lesson_key>/xong/", lessons.complete_lesson, name="complete_lesson"),
    path("hoc/bai/<uuid:lesson_key>/vi-tri/", lessons.keep_position, name="keep_position"),
    path("hoc/du-lieu-cua-toi/", privacy.privacy, name="privacy"),
    path("hoc/du-lieu-cua-toi/tep/", privacy.privacy_file, name="privacy_file"),
    path("hoc/du-lieu-cua-toi/dan-toc/rut-lai/", privacy.withdraw_ethnicity, name="withdraw_ethnicity"),
    path("hoc/diem-danh/", classes.check_in_page, name="check_in"),
    path("hoc/lop/<int:run_pk>/", classes.class_page, name="class"),
    path("hoc/lop/<int:run_pk>/tu-hoc/", classes.leave, name="leave_class"),
    path("lop-cua-toi/", class_sessions.my_classes, name="held_classes"),
    path("lop-cua-toi/buoi/<uuid:session_id>/", class_sessions.session_list, name="session_list"),
    path("lop-cua-toi/buoi/<uuid:session_id>/ma/", class_sessions.session_code, name="session_code"),
    path("lam-bai/<uuid:quiz_key>/", attempts.start_attempt, name="start_attempt"),
    path("luyen-tap/<uuid:quiz_key>/", practice.practise, name="practise"),
    path("bai-lam/<uuid:public_id>/", attempts.attempt, name="attempt"),
    path("bai-lam/<uuid:public_id>/<int:number>/", attempts.attempt_item, name="attempt_item"),
    path("bai-lam/<uuid:public_id>/nop/", attempts.attempt_summary, name="attempt_summary"),
    path("bai-lam/<uuid:public_id>/ket-qua/", results.attempt_result, name="attempt_result"),
    path("bai-lam/<uuid:public_id>/hoi-diem/", mark_queries.ask, name="ask_about_mark"),
    path("tep-nop/<uuid:file_id>/", uploads.response_file, name="response_file"),
    path("to-cong-nghe-so/<uuid:group_id>/", assistance.record, name="record_assistance"),
    path("to-cong-nghe-so/luot/<uuid:command_id>/bo/", assistance.withdraw, name="withdraw_assistance"),
    path("to-cong-nghe-so/theo-thang/", assistance.month_sheet, name="assistance_sheet"),
    path("giay-chung-nhan/", credentials.credential_check, name="credential_check"),
    path("giay-chung-nhan/<str:code>/", credentials.credential, name="credential"),
    path("giay-chung-nhan/<str:code>/pdf/", credentials.credential_pdf, name="credential_pdf"),
]
