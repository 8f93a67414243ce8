import { buy } from './buy.ts'
import { pay } from './pay.ts'
import { walkScreens } from './walk.ts'

walkScreens([...buy, ...pay])
