"""The 54 peoples of the national list, as a learner may choose one; data of the state, equal for every province."""

from courses.text import sort_key

_NAMES = """
Kinh, Tày, Thái, Hoa, Khmer, Mường, Nùng, Mông, Dao, Gia Rai, Ngái, Ê Đê, Ba Na, Xơ Đăng, Sán Chay,
Cơ Ho, Chăm, Sán Dìu, Hrê, Mnông, Ra Glai, Xtiêng, Bru – Vân Kiều, Thổ, Giáy, Cơ Tu, Giẻ Triêng, Mạ,
Khơ Mú, Co, Tà Ôi, Chơ Ro, Kháng, Xinh Mun, Hà Nhì, Chu Ru, Lào, La Chí, La Ha, Phù Lá, La Hủ, Lự,
Lô Lô, Chứt, Mảng, Pà Thẻn, Cơ Lao, Cống, Bố Y, Si La, Pu Péo, Brâu, Ơ Đu, Rơ Măm
"""

ETHNIC_GROUPS = tuple(sorted((name.strip() for name in _NAMES.split(",")), key=sort_key))
