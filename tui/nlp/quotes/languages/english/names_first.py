"""English first names: whose they nearly always are, and what they are short for."""

from __future__ import annotations

from tui.nlp.lexicon import word_set
from tui.nlp.quotes.languages.english.names_roles import read_pairs

_HIS_NAMES = word_set("""
    Aaron Adam Ahmed Alan Albert Alexander Alexei Alfred Ali Allen Andrei Andrew Anthony Antonio
    Arnold Arthur Barack Barry Bashar Ben Benjamin Bernie Bill Bob Bobby Boris Brad Brandon Brett
    Brian Bruce Bryan Carl Carlos Charles Chris Christopher Chuck Colin Craig Curtis Dan Daniel
    Dave David Dean Dennis Derek Dick Dmitry Dominic Don Donald Doug Douglas Duncan Earl Ed Edgar
    Eduardo Edward Edwin Emmanuel Enrique Eric Ernest Ethan Eugene Evan Fernando Francisco
    François Frank Franklin Fred Gary Gavin Geoffrey George Gerald Giuseppe Glenn Gordon Greg
    Gregory Guillermo Harold Harry Harvey Hassan Henry Hiroshi Howard Hugh Ian Ibrahim Igor Isaac
    Ivan Jack Jacob Jake James Jared Jason Javier Jeff Jeffrey Jens Jeremy Jerome Jerry Jim Jimmy
    Joe Joel Johan John Johnny Jonathan Jorge Joseph Josh Joshua José Juan Julian Justin Karl Keir
    Keith Ken Kenneth Kevin Klaus Kyle Larry Lawrence Lee Leo Leon Leonard Liam Lindsey Lloyd Louis
    Lucas Luis Luke Malcolm Manuel Marc Marco Marcus Mario Mark Martin Matt Matthew Max Michael
    Miguel Mike Mikhail Mitch Mohamed Mohammed Muhammad Narendra Nathan Neil Nicholas Nick Nicolas
    Nigel Nikolai Noah Norman Olaf Oleg Oliver Omar Oscar Owen Pablo Patrick Paul Pavel Pedro Pete
    Peter Petro Phil Philip Phillip Pierre Rafael Ralph Rand Randy Raymond Recep Rex Richard Rick
    Rob Robert Roberto Rodrigo Roger Roland Ron Ronald Roy Rudy Russell Ryan Samuel Scott Sean
    Sebastian Sergei Sergey Seth Shinzo Simon Stanley Stefan Stephen Steve Steven Stuart Ted
    Theodore Thomas Tim Timothy Toby Todd Tom Tony Travis Trevor Tyler Victor Viktor Vincent
    Vladimir Volodymyr Walter Wang Wayne William Xi Yuri Zachary
""")
_HER_NAMES = word_set("""
    Abigail Adriana Alexandra Alexandria Alice Alison Allison Amanda Amber Amelia Amy Ana Andrea
    Angela Angelina Anita Anna Annalena Anne Annette Annie Barbara Beatrice Becky Beth Betty
    Brenda Bridget Camilla Carla Carly Carmen Carol Caroline Carolyn Carrie Catherine Cecilia
    Charlotte Cheryl Chloe Christina Christine Cindy Claire Clara Claudia Colleen Condoleezza
    Cynthia Daniela Danielle Debbie Deborah Debra Denise Diana Diane Dianne Dilma Donna Doris
    Dorothy Edith Eileen Elaine Eleanor Elena Elisabeth Elizabeth Ella Ellen Emilia Emily Emma
    Erica Erin Esther Eva Evelyn Fatima Fiona Frances Francesca Gabriela Gail Gillian Gina Giorgia
    Gloria Grace Hannah Heather Heidi Helen Helena Hillary Holly Huma Ingrid Irene Irina Isabel
    Isabella Ivanka Jacinda Jacqueline Jane Janet Jeanne Jennifer Jenny Jessica Jill Joan Joanna
    Joanne Joyce Judith Judy Julia Julie Kamala Karen Karin Kate Katherine Kathleen Kathryn Kathy
    Katie Kellyanne Kelly Kimberly Kirsten Kristen Kristin Kristina Laura Lauren Leah Lena Linda
    Lisa Liz Loretta Louise Lucia Lucy Lydia Lynn Madeleine Maggie Marcia Margaret Margrethe Maria
    Marianne Marie Marilyn Marina Marine Martha Mary María Maureen Megan Megyn Melania Melanie
    Melinda Melissa Michelle Miranda Miriam Molly Monica Nadia Nancy Naomi Natalia Natalie Natasha
    Nicole Nikki Nina Nora Olga Olivia Pamela Patricia Paula Pauline Penny Rachel Rebecca Regina
    Renee Rita Roberta Rosa Rose Ruth Sabrina Sally Samantha Sandra Sanna Sara Sarah Sharon Sheila
    Shirley Silvia Simone Sofia Sonia Sophia Sophie Stella Stephanie Sue Susan Susanna Suzanne
    Svetlana Sylvia Tammy Tanya Tara Tatiana Teresa Theresa Tina Tulsi Ursula Valerie Vanessa Vera
    Veronica Victoria Virginia Vivian Wendy Yvonne Zoe
""")
_SHORT_FIRST_NAMES = """
abe:abraham al:albert alex:alexander andy:andrew ben:benjamin bernie:bernard bill:william
bob:robert chris:christopher chuck:charles dan:daniel dave:david deb:deborah dick:richard
don:donald doug:douglas drew:andrew ed:edward fred:frederick greg:gregory jeff:jeffrey jim:james
jimmy:james joe:joseph jon:jonathan josh:joshua kate:katherine kathy:katherine ken:kenneth
larry:lawrence liz:elizabeth matt:matthew max:maximilian mike:michael mitch:mitchell nick:nicholas
pat:patrick pete:peter phil:philip rick:richard rob:robert ron:ronald sam:samuel steve:steven
stephen:steven sue:susan ted:edward tim:timothy tom:thomas tony:anthony vlad:vladimir will:william
"""

FIRST_NAMES = {**dict.fromkeys(_HIS_NAMES, "he"), **dict.fromkeys(_HER_NAMES, "she")}
SHORT_FIRST_NAMES = read_pairs(_SHORT_FIRST_NAMES)
