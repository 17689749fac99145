"""Addresses of the pages that read."""

from django.urls import path

from criteria.enums import Money
from reports.views import (
    accountability,
    accountability_papers,
    commune_forms,
    commune_report,
    dossiers,
    issued,
    issued_since,
    issuing,
    lists,
    patterns,
    periodic,
    periodic_texts,
    plans,
    publishing,
    remarks,
    withdrawing,
)
from reports.views.ages import ages, ages_excel
from reports.views.bundles import bundle, packed
from reports.views.cases import case, cases
from reports.views.commune import commune, communes
from reports.views.comparison import comparison, comparison_excel
from reports.views.criteria import criteria, criterion, criterion_excel, indicator
from reports.views.custom import custom, custom_excel
from reports.views.directive import clause, directive, matrix, person
from reports.views.district import district
from reports.views.district_map import district_map
from reports.views.forms import chooser, excel, excel_together, excel_whole, printed, printed_together
from reports.views.inspection import minutes_printed, minutes_word
from reports.views.integrity import integrity
from reports.views.money_all import money_all
from reports.views.overview import matrix_excel, overview
from reports.views.panel import detail, part
from reports.views.public import public
from reports.views.reminder import reminder
from reports.views.search import find
from reports.views.trend import (
    commune_trend,
    commune_trend_excel,
    district_trend,
    district_trend_excel,
    own_trend,
    own_trend_excel,
)
from reports.views.urging import urging

urlpatterns = [
    path("", overview, name="overview"),
    path("ma-tran.xlsx", matrix_excel),
    path("cong-khai/", public, name="public"),
    path("tim/", find, name="find"),
    path("nguon-luc/dan/bang.xlsx", money_all, {"kind": Money.FUNDING}),
    path("no-dong/dan/bang.xlsx", money_all, {"kind": Money.DEBT}),
    path("bang/", custom, name="custom"),
    path("bang.xlsx", custom_excel, name="custom_excel"),
    path("tuoi-so-lieu/", ages, name="ages"),
    path("tuoi-so-lieu.xlsx", ages_excel, name="ages_excel"),
    path("so-do/", district_map, name="district_map"),
    path("dien-bien/", district_trend, name="trend"),
    path("dien-bien.xlsx", district_trend_excel),
    path("xa/", communes, name="communes"),
    path("xa/<slug:slug>/dien-bien/", commune_trend, name="commune_trend"),
    path("xa/<slug:slug>/dien-bien.xlsx", commune_trend_excel),
    path("xa/<slug:slug>/so-sanh/", comparison, name="comparison"),
    path("xa/<slug:slug>/so-sanh.xlsx", comparison_excel),
    path("xa/<slug:slug>/", commune, name="commune"),
    path("xa/<slug:slug>/bao-cao/", commune_report.reports),
    path("xa/<slug:slug>/bao-cao/<slug:code>/", commune_report.report),
    path("xa/<slug:slug>/bao-cao/<slug:code>/ghi/<slug:slot>/", periodic_texts.commune_text),
    path("xa/<slug:slug>/bao-cao/<slug:code>/in/", commune_report.printed),
    path("xa/<slug:slug>/bao-cao/<slug:code>/bao-cao.docx", commune_report.word),
    path("xa/<slug:slug>/bieu-01/", commune_forms.printed, {"code": "bieu-01"}, name="form_01_printed"),
    path("xa/<slug:slug>/bieu-01.xlsx", commune_forms.excel, {"code": "bieu-01"}, name="form_01_excel"),
    path("xa/<slug:slug>/bieu-02/", commune_forms.printed, {"code": "bieu-02"}, name="form_02_printed"),
    path("xa/<slug:slug>/bieu-02.xlsx", commune_forms.excel, {"code": "bieu-02"}, name="form_02_excel"),
    path("minh-chung/<slug:slug>.xlsx", lists.evidence_excel),
    path("cap-nhat/luoi.xlsx", commune_forms.grid_excel, name="grid_excel"),
    path("tieu-chi/", criteria, name="criteria"),
    path("tieu-chi/<int:number>/", criterion, name="criterion"),
    path("tieu-chi/<int:number>.xlsx", criterion_excel),
    path("chi-tieu/<str:number>/", indicator, name="indicator"),
    path("huyen/", district, name="district"),
    path("huyen/dien-bien/", own_trend, name="own_trend"),
    path("huyen/dien-bien.xlsx", own_trend_excel),
    path("chi-tiet/<slug:slug>/<str:number>/", detail, name="cell_detail"),
    path("chi-tiet/<slug:slug>/<str:number>/<slug:name>/", part, name="cell_part"),
    path("chi-thi/", directive, name="directive"),
    path("chi-thi/<int:pk>/don-doc/", urging, name="urging"),
    path("suy-giam/", cases, name="cases"),
    path("suy-giam.xlsx", lists.fallen_excel),
    path("kiem-tra.xlsx", lists.visits_excel),
    path("kien-nghi.xlsx", lists.requests_excel),
    path("van-ban.xlsx", lists.register_excel),
    path("suy-giam/<slug:slug>/<str:code>/<str:on>/", case, name="case"),
    path("kiem-tra/<int:pk>/bien-ban/", minutes_printed, name="minutes_printed"),
    path("kiem-tra/<int:pk>/bien-ban.docx", minutes_word, name="minutes_word"),
    path("chi-thi/<int:pk>/", directive, name="directive_of"),
    path("chi-thi/<int:pk>/ma-tran/", matrix, name="directive_matrix"),
    path("chi-thi/<int:pk>/<slug:slug>/", clause, name="directive_clause"),
    path("nguoi/toi/", person, name="own_tasks"),
    path("nguoi/<int:pk>/", person, name="person"),
    path("ke-hoach.xlsx", lists.plans_excel),
    path("ke-hoach/<slug:slug>/bieu-11/", plans.printed, name="plans_printed"),
    path("ke-hoach/<slug:slug>/bieu-11.xlsx", plans.excel, name="plans_excel"),
    path("ho-so/", dossiers.dossiers),
    path("ho-so/<slug:slug>/", dossiers.dossier),
    path("ho-so/<slug:slug>/bieu-13/", dossiers.printed),
    path("ho-so/<slug:slug>/bieu-13.xlsx", dossiers.excel),
    path("ho-so/<slug:slug>/tron-bo.zip", dossiers.package),
    path("trach-nhiem.xlsx", lists.heads_excel),
    path("trach-nhiem/", accountability.heads),
    path("trach-nhiem/phong-ban/<slug:code>/", accountability.department_sheet),
    path("trach-nhiem/phong-ban/<slug:code>/ghi/<slug:word>/", remarks.write),
    path("trach-nhiem/phong-ban/<slug:code>/ghi/<slug:word>/ban-hanh/", remarks.issue),
    path("trach-nhiem/phong-ban/<slug:code>/ghi/<slug:word>/bo/", remarks.drop),
    path("trach-nhiem/<slug:slug>/", accountability.sheet),
    path("trach-nhiem/<slug:slug>/bieu-14/", accountability_papers.printed),
    path("trach-nhiem/<slug:slug>/bieu-14.xlsx", accountability_papers.excel),
    path("trach-nhiem/<slug:slug>/phieu.docx", accountability_papers.word),
    path("trach-nhiem/phong-ban/<slug:code>/phieu.docx", accountability_papers.word),
    path("trach-nhiem/<slug:slug>/ghi/<slug:word>/", remarks.write),
    path("trach-nhiem/<slug:slug>/ghi/<slug:word>/ban-hanh/", remarks.issue),
    path("trach-nhiem/<slug:slug>/ghi/<slug:word>/bo/", remarks.drop),
    path("bao-cao/dinh-ky/", periodic.reports),
    path("bao-cao/dinh-ky/mau-cau/", patterns.patterns),
    path("bao-cao/dinh-ky/mau-cau/<slug:code>/", patterns.pattern),
    path("bao-cao/dinh-ky/<slug:code>/", periodic.report),
    path("bao-cao/dinh-ky/<slug:code>/ghi/<slug:slot>/", periodic_texts.text),
    path("bao-cao/dinh-ky/<slug:code>/in/", periodic.printed),
    path("bao-cao/dinh-ky/<slug:code>/bao-cao.docx", periodic.word),
    path("bao-cao/dinh-ky/<slug:code>/tom-tat.docx", periodic.summary),
    path("quan-tri/toan-ven/", integrity, name="integrity"),
    path("quan-tri/trang-cong-khai/", publishing.publishing, name="publishing"),
    path("quan-tri/trang-cong-khai/xem-truoc/", publishing.preview, name="public_preview"),
    path("ky-bao-cao/<slug:code>/don-doc/", reminder, name="reminder"),
    path("bao-cao/", chooser, name="forms"),
    path("bao-cao/tong-hop.xlsx", excel_whole, name="forms_whole"),
    path("bao-cao/chon/", printed_together, name="forms_printed"),
    path("bao-cao/chon.xlsx", excel_together, name="forms_excel"),
    path("bao-cao/goi/", bundle, name="bundle"),
    path("bao-cao/goi.zip", packed, name="bundle_zip"),
    path("bao-cao/phat-hanh/", issuing.issue, name="issue"),
    path("bao-cao/da-phat-hanh.xlsx", lists.issued_excel),
    path("bao-cao/da-phat-hanh/", issued.issued_list, name="issued_list"),
    path("bao-cao/da-phat-hanh/<int:pk>/", issued.issued, name="issued"),
    path("bao-cao/da-phat-hanh/<int:pk>/in/", issued.printed, name="issued_printed"),
    path("bao-cao/da-phat-hanh/<int:pk>/tep/<slug:kind>/", issued.file, name="issued_file"),
    path("bao-cao/da-phat-hanh/<int:pk>/thu-hoi/", withdrawing.withdraw, name="issued_withdraw"),
    path("bao-cao/da-phat-hanh/<int:pk>/lam-lai/", issued_since.made_again, name="issued_made_again"),
    path("bao-cao/da-phat-hanh/<int:pk>/dieu-chinh/", issued_since.adjustments, name="issued_adjustments"),
    path("bao-cao/da-phat-hanh/<int:pk>/dieu-chinh/in/", issued_since.adjustments_printed, name="adjustments_printed"),
    path("bao-cao/da-phat-hanh/<int:pk>/dieu-chinh.xlsx", issued_since.adjustments_excel, name="adjustments_excel"),
    path("bao-cao/<slug:code>/", printed, name="form_printed"),
    path("bao-cao/<slug:code>.xlsx", excel, name="form_excel"),
]
